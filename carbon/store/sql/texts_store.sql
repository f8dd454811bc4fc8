-- Stores the text of one model's card; a failure that may pass, and an answer that it is unchanged, leave what was known.
INSERT INTO texts
VALUES ($hub_id, $sha, $last_modified, $etag, $body, $cut, $problem, $fetched_at)
ON CONFLICT (hub_id) DO UPDATE SET
    sha = excluded.sha, last_modified = excluded.last_modified,
    etag = CASE WHEN $keep THEN texts.etag ELSE excluded.etag END,
    body = CASE WHEN $keep THEN texts.body ELSE excluded.body END,
    cut = CASE WHEN $keep THEN texts.cut ELSE excluded.cut END,
    problem = excluded.problem, fetched_at = excluded.fetched_at;
