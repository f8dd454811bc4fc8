-- Models that report in their text only, as card_reports_to_classify lists them, whose details were never fetched, are out
-- of date or failed for a passing reason; in the order of details_pending. The census tells neither commit nor files.
WITH latest AS (
    SELECT max((run::BIGINT << 40) | rowid) & 1099511627775 AS row_number
    FROM census
    WHERE id IN (SELECT id FROM card_reports)
    GROUP BY id
)
SELECT census.hub_id, census.id, NULL AS sha, census.last_modified, NULL AS files,
       coalesce(census.created_at <= $floor, false) AS at_floor, details.first_commit
FROM census
LEFT JOIN details USING (hub_id)
WHERE census.rowid IN (FROM latest)
  AND census.hub_id NOT IN (SELECT hub_id FROM reporters)
  AND (details.hub_id IS NULL
       OR details.last_modified IS DISTINCT FROM census.last_modified
       OR starts_with(coalesce(details.problem, ''), $passing))
ORDER BY starts_with(coalesce(details.problem, ''), $passing), census.downloads DESC NULLS LAST, census.hub_id;
