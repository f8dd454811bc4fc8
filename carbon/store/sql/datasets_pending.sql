-- The named data sets whose size was never asked for, is too old, or could not be had for a passing reason.
SELECT named.id
FROM (SELECT unnest($named::VARCHAR[]) AS id) AS named
LEFT JOIN datasets USING (id)
WHERE datasets.id IS NULL
   OR abs(epoch($now::TIMESTAMP) - epoch(datasets.fetched_at)) >= $max_age_s
   OR starts_with(coalesce(datasets.problem, ''), $passing)
ORDER BY starts_with(coalesce(datasets.problem, ''), $passing), named.id;
