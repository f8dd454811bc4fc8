-- Runs in PostgreSQL. Closes a census.
DELETE FROM carbon_range WHERE census = $census;
