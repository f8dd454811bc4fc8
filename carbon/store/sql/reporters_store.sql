-- Stores a page of reporters; an item that stands twice on it is stored once.
INSERT INTO reporters BY NAME
SELECT * FROM page QUALIFY row_number() OVER (PARTITION BY hub_id) = 1;
