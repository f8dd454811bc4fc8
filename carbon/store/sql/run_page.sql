-- Counts a stored page and saves where its run goes on.
UPDATE runs SET next_path = $next_path, pages = pages + 1, models = models + $models
WHERE run = $run
RETURNING run, kind, started_at, finished_at, next_path, pages, models, problem;
