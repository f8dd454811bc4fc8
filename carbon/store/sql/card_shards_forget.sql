-- Removes how far files were read by older scans: no one goes on with them.
DELETE FROM card_shards WHERE scan < $scan;
