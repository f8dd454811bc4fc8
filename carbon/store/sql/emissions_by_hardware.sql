-- name (hardware as the card writes it), flagged, emissions_g: one row a report that names any.
SELECT hardware AS name, len(flags) > 0 AS flagged, emissions_g
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports AND hardware IS NOT NULL
ORDER BY id;
