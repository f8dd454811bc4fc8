-- Runs in PostgreSQL. Takes the lead where a cycle is due and nobody holds it.
UPDATE carbon_lead SET worker = '$worker', until = now() + interval '$lease s'
WHERE due_at <= now() AND (until IS NULL OR until < now());
