-- kind, value, n: what each filter can be set to, the most frequent first.
SELECT kind, value, n FROM (
    SELECT 'domain' AS kind, domain AS value, sum(models) AS n FROM model_counts GROUP BY domain
    UNION ALL SELECT 'task', task, sum(models) FROM model_counts WHERE task IS NOT NULL GROUP BY task
    UNION ALL SELECT 'library', library, sum(models) FROM model_counts WHERE library IS NOT NULL GROUP BY library
    UNION ALL SELECT 'regime', coalesce(regime, 'not stated'), count(*) FROM reports WHERE reports GROUP BY ALL
    UNION ALL SELECT 'tool', coalesce(tool, 'not stated'), count(*) FROM reports WHERE reports GROUP BY ALL
    UNION ALL SELECT 'excluding', flag, count(*) FROM (SELECT unnest(flags) AS flag FROM reports WHERE excluded) GROUP BY ALL
    UNION ALL SELECT 'owner', owner, count(*) FROM reports WHERE reports GROUP BY owner
)
ORDER BY kind, n DESC, value;
