-- name (training regime), flagged, emissions_g (all of them, ascending): one row a regime and kind of report.
SELECT coalesce(regime, 'not stated') AS name, len(flags) > 0 AS flagged, list(emissions_g ORDER BY emissions_g) AS emissions_g
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports
GROUP BY ALL
ORDER BY name, flagged;
