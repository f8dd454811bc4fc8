-- The most downloaded rated models whose report is not flagged.
SELECT id, label_class, emissions_g, task, downloads FROM reports
WHERE label_class IS NOT NULL AND len(flags) = 0
ORDER BY downloads DESC NULLS LAST, id
LIMIT $limit;
