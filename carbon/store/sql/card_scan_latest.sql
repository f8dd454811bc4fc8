-- The latest scan of all card texts, finished or not, with the cards it has read.
SELECT scan, repo, revision, text_at, started_at, finished_at, problem,
       (SELECT coalesce(sum(cards), 0)::BIGINT FROM card_shards WHERE card_shards.scan = card_scans.scan) AS cards
FROM card_scans
ORDER BY scan DESC
LIMIT 1;
