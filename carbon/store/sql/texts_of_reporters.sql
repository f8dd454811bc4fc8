-- id, body, text_from, text_at of the card texts of some reporters.
SELECT reporters.id, texts.body, 'README.md' AS text_from, texts.fetched_at AS text_at
FROM texts
JOIN reporters USING (hub_id)
WHERE reporters.id IN (SELECT unnest($ids::VARCHAR[])) AND texts.body IS NOT NULL;
