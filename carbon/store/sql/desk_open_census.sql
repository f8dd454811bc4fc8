-- Runs in PostgreSQL. The shared census that is being read, if any.
SELECT max(census) AS census FROM carbon_range
