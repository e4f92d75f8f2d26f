-- Who codes here, and how much has each done?
SELECT coder.id, coder.name,
       (SELECT count(*) FROM statement WHERE statement.coder_id = coder.id) AS n_statements,
       (SELECT count(*) FROM reading WHERE reading.coder_id = coder.id) AS n_readings,
       coder.name IS (SELECT value FROM setting WHERE key = 'coder') AS current
  FROM coder
 ORDER BY coder.id
