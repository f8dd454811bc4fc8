-- Runs in PostgreSQL. The Hub that the lake is read from.
SELECT endpoint FROM carbon_lead
