-- Begins a run under the next free number and returns it.
INSERT INTO runs
SELECT coalesce(max(run), 0) + 1, $kind, $started_at, NULL, NULL, 0, 0, NULL FROM runs
RETURNING run, kind, started_at, finished_at, next_path, pages, models, problem;
