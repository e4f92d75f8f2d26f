-- How many of the tables, indexes and triggers of the search index are there?
SELECT count(*) AS n
  FROM sqlite_schema
 WHERE name IN ('search_segment', 'search_segment_by_document', 'search_block', 'search_pending',
                'search_paragraph_insert', 'search_paragraph_update', 'search_paragraph_delete')
