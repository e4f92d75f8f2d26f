-- How many of the tables, indexes and triggers of the search index are there, tables with their columns?
SELECT count(*) AS n
  FROM sqlite_schema
 WHERE type <> 'view'
   AND CASE name
         WHEN 'search_segment' THEN sql LIKE '%first_id%last_id%first_document%last_document%form%paragraphs%'
         WHEN 'search_block' THEN sql LIKE '%key%lists%'
         WHEN 'search_pending' THEN sql LIKE '%paragraph_id%'
         ELSE name IN ('search_segment_by_document', 'search_paragraph_insert', 'search_paragraph_update',
                       'search_paragraph_delete')
       END
