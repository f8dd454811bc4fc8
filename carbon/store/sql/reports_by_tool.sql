-- month (NULL where not known), tool, reports: reports by month of creation and the tool they name as their source.
SELECT month, coalesce(tool, 'not stated') AS tool, count(*) AS reports
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                      $g_min, $g_max, $with_flagged, $one_per_project)
WHERE reports
GROUP BY ALL
ORDER BY month, tool;
