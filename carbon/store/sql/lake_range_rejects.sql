-- Stores what could not be used of a range.
INSERT INTO lake.work.rejects BY NAME SELECT $census AS census, $number AS number, * FROM rejects;
