-- The place of every report in the snapshot, without the models that are gone, and whether it stands for its project.
-- Only narrow rows are sorted: whole reports would need memory in proportion to their number.
CREATE OR REPLACE TEMP TABLE report_order AS
SELECT
    hub_id,
    row_number() OVER (ORDER BY month, id) AS rank,
    row_number() OVER (PARTITION BY project ORDER BY reports DESC, created_at NULLS LAST, id) = 1 AS project_first
FROM classified
WHERE hub_id IN (SELECT hub_id FROM base WHERE NOT gone);
