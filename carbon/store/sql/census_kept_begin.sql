-- An empty table for the rows that a compaction keeps.
CREATE OR REPLACE TEMP TABLE kept AS FROM census LIMIT 0;
