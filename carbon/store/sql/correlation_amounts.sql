-- id, domain, amount, emissions_g: every report with a known amount above 0; $against is size, dataset or performance.
SELECT id, domain, amount, emissions_g
FROM (
    SELECT id, domain, emissions_g, CASE $against WHEN 'size' THEN size_bytes::DOUBLE WHEN 'dataset' THEN dataset_bytes::DOUBLE
                                         ELSE performance_score END AS amount
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                          $with_flagged, $one_per_project)
    WHERE reports
)
WHERE amount > 0
ORDER BY id;
