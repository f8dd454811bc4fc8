-- label_v0 and label_class (NULL where not rated), reports, and those among them with v0's best rating for emissions.
SELECT label_v0, label_class, count(*) AS reporting, count_if(v0_co2 = 0) AS best_co2
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports
GROUP BY ALL
ORDER BY ALL;
