-- One row set for this snapshot: all, by domain, by level.
INSERT INTO snapshot.history
SELECT $snapshot, $built_at, 'all', 'all',
       (SELECT coalesce(sum(models), 0) FROM snapshot.model_counts),
       (SELECT count(*) FROM snapshot.reports WHERE reports)
UNION ALL
SELECT $snapshot, $built_at, 'domain', domain, coalesce(sum(counts.models), 0), coalesce(any_value(reporting), 0)
FROM (SELECT domain, sum(models) AS models FROM snapshot.model_counts GROUP BY domain) AS counts
FULL JOIN (SELECT domain, count(*) FILTER (reports) AS reporting FROM snapshot.reports GROUP BY domain) USING (domain)
GROUP BY domain
UNION ALL
SELECT $snapshot, $built_at, 'level', level, NULL, count(*) FROM snapshot.reports WHERE reports GROUP BY level;
