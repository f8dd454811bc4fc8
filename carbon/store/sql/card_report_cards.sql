-- The card metadata of every model that reports in its text only, as JSON.
SELECT card FROM card_reports WHERE card IS NOT NULL ORDER BY id;
