-- Reporters whose details were never fetched, are out of date or failed for a passing reason; most downloaded first,
-- but those that failed last: a few that always fail must not keep the others from being asked for.
SELECT reporters.hub_id, reporters.id, reporters.sha, reporters.last_modified, reporters.files,
       coalesce(reporters.created_at <= $floor, false) AS at_floor, details.first_commit
FROM reporters
LEFT JOIN details USING (hub_id)
WHERE details.hub_id IS NULL
   OR details.sha IS DISTINCT FROM reporters.sha
   OR details.last_modified IS DISTINCT FROM reporters.last_modified
   OR starts_with(coalesce(details.problem, ''), $passing)
ORDER BY starts_with(coalesce(details.problem, ''), $passing), reporters.downloads DESC NULLS LAST, reporters.hub_id;
