-- The most downloaded models whose ids contain all of three texts (lower case, $pairs their pairs of letters); looks
-- among the first $names only.
SELECT coalesce(id, id_key) AS id, downloads, reports FROM names
WHERE rowid < $names AND pairs & $pairs = $pairs
  AND contains(id_key, $first) AND contains(id_key, $second) AND contains(id_key, $third)
LIMIT $limit;
