-- Every reporting model, as the table of the efficiency page shows it: those without
-- a flag first, then by downloads.
SELECT id, label_class, label_v0, emissions_g, category, confidence, level, flags, size_bytes, downloads, month
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports
ORDER BY len(flags) > 0, downloads DESC NULLS LAST, id;
