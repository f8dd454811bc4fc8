-- Every test in every population, in the order in which they were stored.
SELECT * FROM statistics ORDER BY rowid;
