-- month, reports, q1_g, median_g, q3_g: grams reported by month of creation.
SELECT month,
       count(*) AS reports,
       quantile_cont(emissions_g, 0.25) AS q1_g,
       quantile_cont(emissions_g, 0.5) AS median_g,
       quantile_cont(emissions_g, 0.75) AS q3_g
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                      $g_min, $g_max, $with_flagged, $one_per_project)
WHERE reports AND month IS NOT NULL
GROUP BY month
ORDER BY month;
