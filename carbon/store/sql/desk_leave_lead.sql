-- Runs in PostgreSQL. Gives the lead up until the next cycle is due.
UPDATE carbon_lead
SET worker = NULL, until = NULL, due_at = now() + interval '$seconds s', cycles = cycles + $done
WHERE worker = '$worker';
