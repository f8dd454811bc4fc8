-- Fills the emptied census with the rows that are kept.
INSERT INTO census FROM kept;
