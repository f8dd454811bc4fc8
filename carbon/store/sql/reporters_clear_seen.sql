-- Removes the rows that a page of reporters is about to replace.
DELETE FROM reporters WHERE hub_id IN (SELECT hub_id FROM page);
