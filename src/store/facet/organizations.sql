-- To which organization does each post belong?
SELECT affiliation.id, organization.name AS organization
  FROM affiliation
  JOIN actor AS organization ON organization.id = affiliation.organization_id
 ORDER BY affiliation.id
