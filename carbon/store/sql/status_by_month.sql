-- month (YYYY-MM), models created (NULL before the first month that the Hub dates in full), models reporting; oldest first.
SELECT strftime(month, '%Y-%m') AS month,
       CASE WHEN month >= DATE '2022-04-01' THEN coalesce(models, 0)::BIGINT END AS models,
       coalesce(reporting, 0) AS reporting
FROM (SELECT month, sum(models) AS models FROM model_counts WHERE month IS NOT NULL GROUP BY month)
FULL JOIN (SELECT month, count(*) AS reporting FROM reports WHERE reports AND month IS NOT NULL GROUP BY month)
    USING (month)
ORDER BY month;
