-- Adds the classified reports of `batch`.
INSERT INTO classified BY NAME FROM batch;
