-- Stores what was learnt of one data set; a failure that may pass leaves the size that was known.
INSERT INTO datasets VALUES ($id, $size_bytes, $problem, $fetched_at)
ON CONFLICT (id) DO UPDATE SET
    size_bytes = CASE
        WHEN starts_with(coalesce(excluded.problem, ''), $passing) THEN datasets.size_bytes ELSE excluded.size_bytes
    END,
    problem = excluded.problem, fetched_at = excluded.fetched_at;
