-- The card metadata of every reporter, as JSON.
SELECT card FROM reporters WHERE card IS NOT NULL ORDER BY hub_id;
