-- reporting level, number of models that carry the emissions key at that level; R0 first.
SELECT level, count(*) AS reporting FROM reports GROUP BY level ORDER BY level;
