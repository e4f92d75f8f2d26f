-- How much of everything is there?
SELECT (SELECT count(*) FROM document) AS documents,
       (SELECT count(*) FROM statement) AS statements,
       (SELECT count(*) FROM variable) AS variables,
       (SELECT count(*) FROM code) AS codes,
       (SELECT count(*) FROM actor) AS actors,
       (SELECT count(*) FROM coder) AS coders
