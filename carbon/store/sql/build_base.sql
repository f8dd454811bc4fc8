-- Every model once, by its latest row: the census, and the reporters that no census has seen yet.
-- A model is gone when a full census has finished since it was last seen, in the census or among the reporters.
CREATE OR REPLACE TEMP TABLE base AS
WITH last_full AS (
    SELECT coalesce(max(run), -1) AS run FROM runs WHERE kind = 'full' AND finished_at IS NOT NULL
),
latest AS (
    SELECT max((run::BIGINT << 40) | rowid) & 1099511627775 AS row_number FROM census GROUP BY hub_id
),
seen AS (
    SELECT hub_id, id, created_at, downloads, likes, library, task, parameters, gated, disabled,
           greatest(run, (SELECT reporters.run FROM reporters WHERE reporters.hub_id = census.hub_id))
               < (FROM last_full) AS gone
    FROM census
    WHERE rowid IN (FROM latest)
),
unseen AS (
    SELECT hub_id, id, created_at, downloads, likes, library, task, parameters, gated, disabled, false AS gone
    FROM reporters
    WHERE NOT EXISTS (FROM census WHERE census.hub_id = reporters.hub_id)
)
FROM seen
UNION ALL
FROM unseen;
