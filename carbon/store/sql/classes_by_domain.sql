-- domain, label_class (NULL where not rated), reports.
SELECT domain, label_class, count(*) AS reporting
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports
GROUP BY domain, label_class
ORDER BY domain, label_class;
