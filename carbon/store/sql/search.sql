-- Ids that contain $text (lower case): best place first (whole, start, start of the name, elsewhere), then downloads.
SELECT found.id, found.downloads, found.reports, reports.label_class
FROM (
    SELECT id, id_key, downloads, reports,
           CASE WHEN id_key = $text THEN 0
                WHEN starts_with(id_key, $text) OR contains(id_key, '/' || $text) THEN 1
                ELSE 2 END AS place
    FROM models
    WHERE contains(id_key, $text) AND NOT gone
    ORDER BY place, downloads DESC NULLS LAST, id_key
    LIMIT $limit
) AS found
LEFT JOIN reports ON reports.id = found.id
ORDER BY found.place, found.downloads DESC NULLS LAST, found.id_key;
