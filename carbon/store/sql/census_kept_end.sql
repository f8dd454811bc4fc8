-- Drops the table of rows that were kept.
DROP TABLE kept;
