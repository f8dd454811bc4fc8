-- One dot of the trade-off scatter a row: emissions_g, size_bytes, downloads, label_class, category, kind, reports it
-- stands for, id. Reports of one class, category and kind in the same cell, $cells to a factor of ten in grams and in
-- $against (size_bytes or downloads), share a dot.
SELECT median(emissions_g) AS emissions_g, median(size_bytes) AS size_bytes, median(downloads) AS downloads,
       label_class, category, kind, count(*) AS reporting, min(id) AS id
FROM (
    SELECT *, CASE WHEN list_contains(flags, 'inherited') THEN 'inherited' WHEN len(flags) > 0 THEN 'flagged'
              ELSE 'reported' END AS kind
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min, $g_max,
                      $with_flagged, $one_per_project)
    WHERE reports AND label_class IS NOT NULL
)
GROUP BY label_class, category, kind, round(log10(emissions_g) * $cells),
         round(log10(nullif(CASE $against WHEN 'size_bytes' THEN size_bytes ELSE downloads END, 0)) * $cells)
ORDER BY label_class, kind, id;
