-- Models whose id starts with $text (lower case), the id itself first, then by downloads; reads one stretch of the table.
SELECT id, downloads, reports FROM models
WHERE id_key >= $text AND id_key < $text || chr(1114111) AND NOT gone
ORDER BY id_key = $text DESC, downloads DESC NULLS LAST, id_key
LIMIT $limit;
