-- Stores what could not be used of a page.
INSERT INTO rejects BY NAME FROM page;
