-- Cards that report in their text only, with what the census tells of their models by its latest row; models that the list
-- of reporters holds are left out, as that list is newer and their metadata count.
WITH latest AS (
    SELECT max((run::BIGINT << 40) | rowid) & 1099511627775 AS row_number
    FROM census
    WHERE id IN (SELECT id FROM card_reports)
    GROUP BY id
)
SELECT census.hub_id, card_reports.id, census.created_at, census.last_modified, census.downloads, census.likes,
       census.library, census.task, census.gated, census.parameters, card_reports.tags, card_reports.card,
       details.files AS sized_files, details.first_commit
FROM card_reports
JOIN census ON census.id = card_reports.id
LEFT JOIN details USING (hub_id)
WHERE census.rowid IN (FROM latest)
  AND census.hub_id NOT IN (SELECT hub_id FROM reporters)
ORDER BY card_reports.id;
