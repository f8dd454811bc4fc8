-- Sets one key of the staging's meta.
INSERT OR REPLACE INTO meta VALUES ($key, $value);
