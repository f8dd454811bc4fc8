-- The latest run of some kinds, finished or not.
SELECT run, kind, started_at, finished_at, next_path, pages, models, problem
FROM runs
WHERE list_contains($kinds, kind)
ORDER BY run DESC
LIMIT 1;
