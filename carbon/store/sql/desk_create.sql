-- Runs in PostgreSQL. What workers of one lake agree on: who leads, and who reads which range of a shared census.
-- A lease is held until `until`, by the catalog's clock; a worker that lives renews it, another one takes over.
CREATE TABLE IF NOT EXISTS carbon_lead (
    one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
    endpoint TEXT,
    worker TEXT,
    until TIMESTAMPTZ,
    due_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    cycles BIGINT NOT NULL DEFAULT 0
);
INSERT INTO carbon_lead DEFAULT VALUES ON CONFLICT DO NOTHING;
CREATE TABLE IF NOT EXISTS carbon_range (
    census BIGINT NOT NULL,
    number INTEGER NOT NULL,
    newer_than TIMESTAMP,
    older_than TIMESTAMP,
    worker TEXT,
    until TIMESTAMPTZ,
    models BIGINT,
    PRIMARY KEY (census, number)
);
