-- Adds the rows of `batch` to the snapshot's statistics.
INSERT INTO snapshot.statistics BY NAME FROM batch;
