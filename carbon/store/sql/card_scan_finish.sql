-- Marks a scan as finished.
UPDATE card_scans SET finished_at = $finished_at WHERE scan = $scan;
