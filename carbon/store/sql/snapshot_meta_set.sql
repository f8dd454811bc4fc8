-- Sets one fact that a snapshot says about itself.
INSERT INTO snapshot.meta VALUES ($key, $value);
