-- Empties the census, in the transaction that fills it again with the rows that are kept.
DELETE FROM census;
