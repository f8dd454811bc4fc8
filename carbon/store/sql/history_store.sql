-- Adds the row sets of `batch`, an earlier snapshot's history.
INSERT INTO snapshot.history BY NAME FROM batch;
