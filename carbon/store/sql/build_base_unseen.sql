-- Adds to `base` the reporters that no census has seen yet.
INSERT INTO base
SELECT hub_id, id, created_at, downloads, likes, library, task, parameters, gated, disabled, false AS gone
FROM reporters
WHERE NOT EXISTS (FROM census WHERE census.hub_id = reporters.hub_id);
