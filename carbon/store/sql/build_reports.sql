-- Fills the snapshot's reports from `classified` and `label_v0`, those of the places from `first` to before `last`.
INSERT INTO snapshot.reports BY NAME
SELECT * EXCLUDE (hub_id, rank)
FROM classified
JOIN report_order USING (hub_id)
LEFT JOIN label_v0 USING (hub_id)
WHERE rank >= $first AND rank < $last
ORDER BY rank;
