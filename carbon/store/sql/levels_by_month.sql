-- month (NULL where not known), level, models: models that carry the emissions key, by month of creation and level.
SELECT month, level, count(*) AS models
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                      $g_min, $g_max, $with_flagged, $one_per_project)
GROUP BY ALL
ORDER BY month, level;
