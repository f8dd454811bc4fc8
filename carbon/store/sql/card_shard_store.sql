-- Stores how far a file of a scan was read.
INSERT INTO card_shards VALUES ($scan, $path, $cards, $found, $finished)
ON CONFLICT (scan, path) DO UPDATE SET
    cards = excluded.cards, found = excluded.found, finished = excluded.finished;
