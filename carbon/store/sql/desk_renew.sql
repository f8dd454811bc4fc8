-- Runs in PostgreSQL. Renews what a worker holds; what was taken from it meanwhile is no longer its own.
UPDATE carbon_lead SET until = now() + interval '$lease s' WHERE worker = '$worker';
UPDATE carbon_range SET until = now() + interval '$lease s' WHERE worker = '$worker' AND models IS NULL;
