-- value of one key of the staging's meta.
SELECT value FROM meta WHERE key = $key;
