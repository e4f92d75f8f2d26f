-- How many of the tables, columns and triggers of the search index are there?
SELECT (SELECT count(*)
          FROM sqlite_schema
         WHERE name IN ('search_segment', 'search_segment_by_document', 'search_block', 'search_pending',
                        'search_paragraph_insert', 'search_paragraph_update', 'search_paragraph_delete')
           AND type <> 'view')
     + (SELECT count(*)
          FROM pragma_table_info('search_segment')
         WHERE name IN ('first_id', 'last_id', 'first_document', 'last_document', 'form', 'paragraphs'))
     + (SELECT count(*) FROM pragma_table_info('search_block') WHERE name IN ('key', 'lists'))
     + (SELECT count(*) FROM pragma_table_info('search_pending') WHERE name = 'paragraph_id') AS n
