-- month, tool, reports: reports by month of creation and the tool they were measured with.
SELECT month, coalesce(tool, 'not stated') AS tool, count(*) AS reports
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                      $g_min, $g_max, $with_flagged, $one_per_project)
WHERE reports AND month IS NOT NULL
GROUP BY ALL
ORDER BY month, tool;
