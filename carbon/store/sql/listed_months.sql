-- month: months of which the census has listed every model, oldest first. While it runs, from new to old, the oldest
-- is cut off, and where all models carry the emissions key only the list of reporters has been there.
WITH listed AS (
    SELECT month, sum(models)::BIGINT AS models FROM model_counts WHERE month IS NOT NULL GROUP BY month
),
carriers AS (
    SELECT month, count(*) AS carriers FROM reports WHERE dated_by = 'hub' GROUP BY month
),
reached AS (
    SELECT month FROM listed LEFT JOIN carriers USING (month) WHERE models > coalesce(carriers, 0)
)
SELECT month FROM reached
WHERE CASE (SELECT value FROM meta WHERE key = 'census')
      WHEN 'complete' THEN true WHEN 'partial' THEN month > (SELECT min(month) FROM reached) ELSE false END
ORDER BY month;
