-- Marks a scan as one that does not count.
UPDATE card_scans SET problem = $problem WHERE scan = $scan;
