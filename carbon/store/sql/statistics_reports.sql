-- Every valid report with what the statistics look at; month is a running number (12 × year + month - 1).
SELECT emissions_g, size_bytes, dataset_bytes, performance_score, metrics, domain, regime, hardware, has_hardware, project,
       12 * year(month) + month(month) - 1 AS month, excluded, project_first
FROM snapshot.reports
WHERE reports
ORDER BY id;
