-- Runs in PostgreSQL. Ties the lake to the Hub that its first worker reads.
UPDATE carbon_lead SET endpoint = '$endpoint' WHERE endpoint IS NULL;
