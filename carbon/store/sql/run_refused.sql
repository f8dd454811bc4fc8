-- The runs of a kind that were read to their end and given up, and that no finished one follows.
SELECT run, kind, started_at, finished_at, next_path, pages, models, problem
FROM runs
WHERE kind = $kind AND pages > 0 AND next_path IS NULL AND finished_at IS NULL AND problem IS NOT NULL
  AND run > (SELECT coalesce(max(run), 0) FROM runs WHERE kind = $kind AND finished_at IS NOT NULL)
ORDER BY run;
