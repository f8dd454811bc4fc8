-- Begins a scan under the next free number and returns it.
INSERT INTO card_scans
SELECT coalesce(max(scan), 0) + 1, $repo, $revision, $text_at, $started_at, NULL, NULL FROM card_scans
RETURNING scan;
