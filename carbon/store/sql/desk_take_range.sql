-- Runs in PostgreSQL. Takes the newest range that is neither stored nor held, unless this worker holds one.
UPDATE carbon_range SET worker = '$worker', until = now() + interval '$lease s'
WHERE (census, number) = (
    SELECT census, number FROM carbon_range
    WHERE models IS NULL AND (until IS NULL OR until < now())
    ORDER BY number DESC
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
AND NOT EXISTS (
    SELECT 1 FROM carbon_range WHERE worker = '$worker' AND models IS NULL AND until >= now()
);
