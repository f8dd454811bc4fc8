-- domain, label_class (NULL where not rated; with $v0 the 2023 study's), reports.
SELECT domain, CASE WHEN $v0 THEN label_v0 ELSE label_class END AS label_class, count(*) AS reporting
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports
GROUP BY ALL
ORDER BY ALL;
