-- emissions_g of every report that fits, smallest first.
SELECT emissions_g
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                      $g_min, $g_max, $with_flagged, $one_per_project)
WHERE reports
ORDER BY emissions_g;
