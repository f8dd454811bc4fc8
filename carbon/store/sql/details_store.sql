-- Stores what was fetched of one model.
INSERT OR REPLACE INTO details
VALUES ($hub_id, $sha, $last_modified, $files, $first_commit, $problem, $fetched_at);
