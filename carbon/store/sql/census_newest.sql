-- The newest creation date that was known when a run began.
SELECT max(created_at) AS created_at FROM census WHERE created_at <= $started_at;
