-- The Hub that a snapshot was read from.
SELECT value FROM meta WHERE key = 'endpoint';
