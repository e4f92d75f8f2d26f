-- How are the parts of the search index made, tables before what stands on them?
SELECT sql FROM sqlite_schema WHERE name LIKE 'search\_%' ESCAPE '\' AND sql IS NOT NULL ORDER BY rowid
