-- The stored test results of one population, in the order of their questions; $questions are those wanted, NULL for all.
SELECT question, subject, n, group_sizes, measure, effect, low, high, magnitude_measure, magnitude, magnitude_low,
       magnitude_high, corrected_p, verdict, holds, text
FROM statistics
WHERE population = $population AND ($questions IS NULL OR list_contains($questions, question))
ORDER BY rowid;
