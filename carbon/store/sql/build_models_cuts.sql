-- Ids of some models in order, to cut all into ranges of about the same number.
SELECT lower(id) AS id FROM (SELECT id FROM base USING SAMPLE reservoir(20000 ROWS) REPEATABLE (1)) ORDER BY id;
