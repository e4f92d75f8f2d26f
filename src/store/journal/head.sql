-- What is the number of the last operation there ever was, and the hash of the last there is?
SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'operation'), 0) AS last,
       (SELECT hash FROM operation ORDER BY id DESC LIMIT 1) AS hash
