-- Which posts do actors hold, in the order they came?
SELECT actor, organization, post, "from", "to", affiliation_id AS affiliation
  FROM v_affiliation
 ORDER BY affiliation_id
