-- id, label_class, emissions_g, downloads, hardware (as written): every report that names any, the most downloaded first.
SELECT id, label_class, emissions_g, downloads, hardware
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports AND hardware IS NOT NULL
ORDER BY downloads DESC NULLS LAST, id;
