-- Which tables and triggers of the search index are left, or views in their place, triggers first?
SELECT type, name
  FROM sqlite_schema
 WHERE name IN ('search_segment', 'search_block', 'search_pending',
                'search_paragraph_insert', 'search_paragraph_update', 'search_paragraph_delete')
   AND type IN ('table', 'trigger', 'view')
 ORDER BY type <> 'trigger'
