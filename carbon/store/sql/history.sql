-- All row sets of published snapshots, oldest first.
SELECT snapshot, built_at, census, dimension, value, models, reporting
FROM history ORDER BY built_at, dimension, value;
