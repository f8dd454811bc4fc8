-- Runs in PostgreSQL. Opens a census in numbered ranges, under a number of its own.
INSERT INTO carbon_range (census, number, newer_than, older_than)
SELECT (extract(epoch FROM now()) * 1000)::BIGINT, number, newer_than::TIMESTAMP, older_than::TIMESTAMP
FROM (VALUES $values) AS ranges (number, newer_than, older_than)
WHERE NOT EXISTS (SELECT 1 FROM carbon_range);
