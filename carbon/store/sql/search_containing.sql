-- The most downloaded models whose id contains $text (lower case, its pairs of letters $pairs); names are in that order.
SELECT coalesce(id, id_key) AS id, downloads, reports FROM names
WHERE pairs & $pairs = $pairs AND contains(id_key, $text) LIMIT $limit;
