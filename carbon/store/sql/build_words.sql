-- Fills the snapshot's words from the names of its $names most downloaded models.
INSERT INTO snapshot.words
SELECT word, letters_of(word), sum(downloads)::BIGINT AS downloads
FROM (
    SELECT unnest(string_split_regex(id_key, '[^a-z0-9]+')) AS word, coalesce(downloads, 0) AS downloads
    FROM (FROM snapshot.names LIMIT $names)
)
WHERE length(word) BETWEEN 3 AND 24 AND regexp_matches(word, '[a-z]')
GROUP BY word
ORDER BY downloads DESC, word;
