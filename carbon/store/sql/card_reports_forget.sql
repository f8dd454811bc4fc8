-- Removes the reports of older scans, which the finished one did not find again.
DELETE FROM card_reports WHERE scan < $scan;
