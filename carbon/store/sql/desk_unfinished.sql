-- Runs in PostgreSQL. How many ranges of a census are not stored, and how many models the others hold.
SELECT count(*) FILTER (WHERE models IS NULL) AS unfinished, coalesce(sum(models), 0)::BIGINT AS models
FROM carbon_range
WHERE census = $census
