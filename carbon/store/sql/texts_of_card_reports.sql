-- id, body, text_from, text_at of some cards that report in their text only.
SELECT card_reports.id, card_reports.body, card_scans.repo AS text_from,
       coalesce(card_reports.last_modified, card_scans.text_at) AS text_at
FROM card_reports
JOIN card_scans USING (scan)
WHERE card_reports.id IN (SELECT unnest($ids::VARCHAR[]));
