-- Every valid report with what the statistics look at; month is a running number (12 × year + month - 1), NULL also where
-- the month was not over when the snapshot was built.
SELECT emissions_g, size_bytes, dataset_bytes, performance_score, metrics, domain, regime, hardware, has_hardware, project,
       CASE WHEN month < coalesce($running::DATE, DATE '9999-12-31') THEN 12 * year(month) + month(month) - 1 END AS month,
       excluded, project_first
FROM snapshot.reports
WHERE reports
ORDER BY id;
