-- Which work is taken back next? The newest in force, named by its first part. The first operation of
-- all, which made the project, stays.
SELECT first.id, first.kind, first.summary, first.coder
  FROM operation AS newest
  JOIN operation AS first ON first.id = ifnull(newest.continues, newest.id)
 WHERE newest.state = 'done' AND newest.undoes IS NULL AND newest.kind <> 'init'
 ORDER BY newest.id DESC LIMIT 1
