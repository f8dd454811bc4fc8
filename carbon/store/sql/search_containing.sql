-- The most downloaded models whose id contains $text (lower case); names are stored in that order.
SELECT id, downloads, reports FROM names WHERE contains(id_key, $text) LIMIT $limit;
