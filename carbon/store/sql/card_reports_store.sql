-- Stores reports that a scan found; of two cards of one model in the same scan the later one counts.
INSERT INTO card_reports BY NAME
SELECT * FROM page
QUALIFY row_number() OVER (PARTITION BY id ORDER BY last_modified DESC NULLS LAST) = 1
ON CONFLICT (id) DO UPDATE SET
    scan = excluded.scan, last_modified = excluded.last_modified, tags = excluded.tags, card = excluded.card,
    body = excluded.body, cut = excluded.cut
WHERE excluded.scan > card_reports.scan
   OR coalesce(excluded.last_modified >= card_reports.last_modified, true);
