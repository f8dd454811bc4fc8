-- Every reporting model whose id contains $text, what the table of the efficiency page shows; the best score first.
SELECT id, label_class, emissions_g, category, confidence, level, flags, size_bytes, downloads, month
FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
WHERE reports AND contains(lower(id), lower($text))
ORDER BY label_class NULLS LAST, emissions_g, id;
