-- Do these words stand in the quote or the summary? Latin letters of both cases are alike.
(instr(lower(statement.quote), lower(:value ->> '$')) > 0
 OR instr(lower(statement.summary), lower(:value ->> '$')) > 0)
