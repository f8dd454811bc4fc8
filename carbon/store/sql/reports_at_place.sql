-- id, label_class, emissions_g, downloads: the reports that name the place $place in these words, the most downloaded first.
SELECT id, label_class, emissions_g, downloads
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports AND place = $place
ORDER BY downloads DESC NULLS LAST, id;
