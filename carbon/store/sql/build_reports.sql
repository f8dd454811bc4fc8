-- Fills the snapshot's reports from `classified` and `label_v0`, without the models that are gone.
INSERT INTO snapshot.reports BY NAME
SELECT
    * EXCLUDE (hub_id),
    row_number() OVER (PARTITION BY project ORDER BY reports DESC, created_at NULLS LAST, id) = 1 AS project_first
FROM classified LEFT JOIN label_v0 USING (hub_id)
WHERE hub_id IN (SELECT hub_id FROM base WHERE NOT gone)
ORDER BY month, id;
