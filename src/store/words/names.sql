-- What do actors and codes go by?
SELECT name FROM actor
 UNION SELECT name FROM alias
 UNION SELECT name FROM code
 UNION SELECT label FROM code WHERE label IS NOT NULL
 ORDER BY name
