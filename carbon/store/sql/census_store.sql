-- Stores a page of the census.
INSERT INTO census BY NAME FROM page;
