-- Keeps one row a model, that of its latest run, among one of several parts of all models: all at once would need
-- memory in proportion to the Hub.
INSERT INTO kept
SELECT * FROM census
WHERE hash(hub_id) % $parts = $part
QUALIFY row_number() OVER (PARTITION BY hub_id ORDER BY run DESC, last_modified DESC NULLS LAST, rowid DESC) = 1;
