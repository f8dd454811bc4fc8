-- id, domain, amount, emissions_g: every report with a known amount; $against is size, dataset or performance. A size of
-- 0 bytes is not known, a score of 0 is the worst.
SELECT id, domain, amount, emissions_g
FROM (
    SELECT id, domain, emissions_g, CASE $against WHEN 'size' THEN nullif(size_bytes, 0)::DOUBLE
                                         WHEN 'dataset' THEN nullif(dataset_bytes, 0)::DOUBLE
                                         ELSE performance_score END AS amount
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                          $with_flagged, $one_per_project)
    WHERE reports
)
WHERE amount IS NOT NULL
ORDER BY id;
