-- models that are staged, each once however many runs saw it, reporters among them, items rejected.
SELECT
    (SELECT count(*) FROM (SELECT hub_id FROM census UNION SELECT hub_id FROM reporters)) AS models,
    (SELECT count(*) FROM reporters) AS reporting,
    (SELECT count(*) FROM rejects) AS rejected;
