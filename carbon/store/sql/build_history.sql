-- One row set for this snapshot: all, by domain, by level.
INSERT INTO snapshot.history BY NAME
WITH counts AS (SELECT domain, sum(models) AS models FROM snapshot.model_counts GROUP BY domain),
reported AS (SELECT domain, level, count(*) AS reporting FROM snapshot.reports WHERE reports GROUP BY ALL),
sets AS (
    SELECT 'all' AS dimension, 'all' AS value, (SELECT coalesce(sum(models), 0) FROM counts) AS models,
           (SELECT coalesce(sum(reporting), 0) FROM reported) AS reporting
    UNION ALL
    SELECT 'domain', domain, coalesce(any_value(counts.models), 0), coalesce(sum(reported.reporting), 0)
    FROM counts FULL JOIN reported USING (domain)
    GROUP BY domain
    UNION ALL
    SELECT 'level', level, NULL, sum(reporting) FROM reported GROUP BY level
)
SELECT $snapshot AS snapshot, $built_at::TIMESTAMP AS built_at,
       (SELECT value FROM snapshot.meta WHERE key = 'census') AS census, sets.*
FROM sets;
