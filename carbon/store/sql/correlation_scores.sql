-- id, domain, emissions_g, metrics (JSON): every report whose card states results.
SELECT id, domain, emissions_g, metrics
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports AND metrics <> '[]'
ORDER BY id;
