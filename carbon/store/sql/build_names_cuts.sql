-- Places of some models in the order of names, to cut all into ranges of about the same number.
SELECT -coalesce(downloads, -1) AS place, id_key
FROM (SELECT downloads, id_key FROM snapshot.models USING SAMPLE reservoir(20000 ROWS) REPEATABLE (1))
ORDER BY place, id_key;
