-- path, cards, found, finished of the files of a scan that were begun.
SELECT path, cards, found, finished FROM card_shards WHERE scan = $scan;
