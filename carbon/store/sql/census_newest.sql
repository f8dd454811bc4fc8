-- The newest creation date that was known when a run began; where $full is a run, only of the models that it saw.
SELECT max(created_at) AS created_at FROM census
WHERE created_at <= $started_at AND ($full::INTEGER IS NULL OR run = $full);
