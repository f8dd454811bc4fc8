-- category, reports rated in it; the largest first.
SELECT category, count(*) AS reporting
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports AND label_class IS NOT NULL
GROUP BY category
ORDER BY reporting DESC, category;
