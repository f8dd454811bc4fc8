-- Runs in PostgreSQL. Who leads, if anyone, and how many cycles were done.
SELECT CASE WHEN until >= now() THEN worker END AS worker, cycles FROM carbon_lead
