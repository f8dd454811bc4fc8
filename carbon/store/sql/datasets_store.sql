-- Stores what was learnt of one data set.
INSERT OR REPLACE INTO datasets VALUES ($id, $size_bytes, $problem, $fetched_at);
