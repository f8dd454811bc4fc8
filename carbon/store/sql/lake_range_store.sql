-- Stores a range of a census.
INSERT INTO lake.work.census BY NAME SELECT $census AS census, $number AS number, * FROM models;
