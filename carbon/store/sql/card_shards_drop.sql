-- Removes how far files were read by one scan.
DELETE FROM card_shards WHERE scan = $scan;
