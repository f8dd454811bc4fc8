-- Runs in PostgreSQL. The range that a worker holds.
SELECT census, number, newer_than, older_than FROM carbon_range
WHERE worker = '$worker' AND models IS NULL AND until >= now()
ORDER BY number DESC
LIMIT 1
