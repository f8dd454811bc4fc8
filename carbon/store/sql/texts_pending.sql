-- Reporters whose card text was never fetched, may have changed since or failed for a passing reason, in the order of
-- details_pending; with the ETag of the text that is known.
SELECT reporters.hub_id, reporters.id, reporters.sha, reporters.last_modified,
       coalesce(list_contains(reporters.files, $readme), true) AS has_readme,
       CASE WHEN texts.body IS NOT NULL THEN texts.etag END AS etag
FROM reporters
LEFT JOIN texts USING (hub_id)
WHERE texts.hub_id IS NULL
   OR texts.sha IS DISTINCT FROM reporters.sha
   OR texts.last_modified IS DISTINCT FROM reporters.last_modified
   OR starts_with(coalesce(texts.problem, ''), $passing)
ORDER BY starts_with(coalesce(texts.problem, ''), $passing), reporters.downloads DESC NULLS LAST, reporters.hub_id;
