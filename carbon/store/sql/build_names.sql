-- Adds to the snapshot's names those of its models from one place in their order on to another, the most downloaded
-- first.
INSERT INTO snapshot.names
SELECT id_key, pairs_of(id_key), nullif(id, id_key), downloads, reports
FROM snapshot.models
WHERE NOT gone
  AND (-coalesce(downloads, -1) > $from_place OR (-coalesce(downloads, -1) = $from_place AND id_key >= $from_id))
  AND (-coalesce(downloads, -1) < $to_place OR (-coalesce(downloads, -1) = $to_place AND id_key < $to_id))
ORDER BY downloads DESC NULLS LAST, id_key;
