-- Reporting models whose id contains $text (lower case), as the table of the efficiency page shows them: $limit of them
-- (all for NULL) after the first $offset, by the column $by, from the highest down where $down, what is not known last.
-- Without a column those without a flag come first; equal ones are ordered by downloads.
SELECT id, label_class, label_v0, emissions_g, category, confidence, level, flags, size_bytes, downloads, month
FROM (
    SELECT *,
           CASE $by WHEN 'label_class' THEN label_class WHEN 'label_v0' THEN label_v0 WHEN 'category' THEN category
                    WHEN 'level' THEN level WHEN 'id' THEN lower(id) WHEN 'month' THEN month::VARCHAR
           END AS word,
           CASE $by WHEN 'emissions_g' THEN emissions_g WHEN 'size_bytes' THEN size_bytes WHEN 'downloads' THEN downloads
                    WHEN 'confidence' THEN list_position(['low', 'medium', 'high'], confidence)
                    WHEN '' THEN CASE WHEN len(flags) > 0 THEN 0 ELSE 1 END
           END AS amount
    FROM filtered_reports($month_from, $month_to, $domains, $tasks, $libraries, $regimes, $tools, $owners, $g_min,
                          $g_max, $with_flagged, $one_per_project)
    WHERE reports AND contains(lower(id), $text)
)
ORDER BY CASE WHEN $down THEN word END DESC NULLS LAST, CASE WHEN NOT $down THEN word END NULLS LAST,
         CASE WHEN $down THEN -amount ELSE amount END NULLS LAST, downloads DESC NULLS LAST, id
LIMIT $limit OFFSET $offset;
