-- Adds to `base` the models of the census that are in one of $parts parts of all: all at once would need memory in
-- proportion to the Hub. A model is gone when a full census has finished since it was last seen, in the census or among
-- the reporters.
INSERT INTO base
WITH last_full AS (
    SELECT coalesce(max(run), -1) AS run FROM runs WHERE kind = 'full' AND finished_at IS NOT NULL
),
latest AS (
    SELECT max((run::BIGINT << 40) | rowid) & 1099511627775 AS row_number
    FROM census WHERE hash(hub_id) % $parts = $part GROUP BY hub_id
)
SELECT census.hub_id, census.id, census.created_at, census.downloads, census.likes, census.library, census.task,
       census.parameters, census.gated, census.disabled,
       greatest(census.run, reporters.run) < (FROM last_full) AS gone
FROM census
LEFT JOIN reporters ON reporters.hub_id = census.hub_id
WHERE census.rowid IN (FROM latest) AND hash(census.hub_id) % $parts = $part;
