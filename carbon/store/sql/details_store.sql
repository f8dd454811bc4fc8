-- Stores what was fetched of one model; a failure that may pass leaves the sizes of files that were known.
INSERT INTO details
VALUES ($hub_id, $sha, $last_modified, $files, $first_commit, $problem, $fetched_at)
ON CONFLICT (hub_id) DO UPDATE SET
    sha = excluded.sha, last_modified = excluded.last_modified, first_commit = excluded.first_commit,
    files = CASE WHEN starts_with(coalesce(excluded.problem, ''), $passing) THEN details.files ELSE excluded.files END,
    problem = excluded.problem, fetched_at = excluded.fetched_at;
