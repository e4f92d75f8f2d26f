-- Has this segment any block?
SELECT 1 FROM search_block WHERE key BETWEEN ?1 * 2097152 AND ?1 * 2097152 + 2097151
