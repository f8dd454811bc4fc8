-- place (as written; NULL where none is), reports: how often each place is named, the most named first.
SELECT place, count(*) AS reporting
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports
GROUP BY place
ORDER BY reporting DESC, place;
