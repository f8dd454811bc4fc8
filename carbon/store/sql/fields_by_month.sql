-- month (NULL where not known), reports, and how many of them fill each field.
SELECT month,
       count(*) AS reports,
       count(*) FILTER (has_method) AS method,
       count(*) FILTER (has_training_type) AS training_type,
       count(*) FILTER (has_hardware) AS hardware,
       count(*) FILTER (has_place) AS place,
       count(*) FILTER (has_duration) AS duration,
       count(*) FILTER (has_link) AS link
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners,
                      $g_min, $g_max, $with_flagged, $one_per_project)
WHERE reports
GROUP BY month
ORDER BY month;
