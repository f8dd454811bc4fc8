-- Every month in which a model or a report was created, oldest first.
SELECT DISTINCT month FROM (SELECT month FROM model_counts UNION ALL SELECT month FROM reports)
WHERE month IS NOT NULL ORDER BY month;
