-- The latest finished run of some kinds.
SELECT run, kind, started_at, finished_at, next_path, pages, models, problem
FROM runs
WHERE list_contains($kinds, kind) AND finished_at IS NOT NULL
ORDER BY run DESC
LIMIT 1;
