-- The ratings by label v0, from `batch`.
CREATE OR REPLACE TEMP TABLE label_v0 AS FROM batch;
