-- Fills the snapshot's names from its models, the most downloaded first.
INSERT INTO snapshot.names
SELECT id_key, pairs_of(id_key), nullif(id, id_key), downloads, reports
FROM snapshot.models WHERE NOT gone ORDER BY downloads DESC NULLS LAST, id_key;
