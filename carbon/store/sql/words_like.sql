-- word, edits: the word that $word ($letters its letters) was probably meant to be, and how many letters are to be
-- changed, left out, added or swapped for that. An edit weighs as much as a thousand times more downloads. More edits
-- than $edits come last: as a condition they would be counted for every word, before the quick comparison of letters.
SELECT word, damerau_levenshtein(word, $word) AS edits FROM words
WHERE bit_count(xor(letters, $letters)) <= 2 * $edits
  AND length(word) BETWEEN length($word) - $edits AND length($word) + $edits
ORDER BY edits > $edits, log10(1 + downloads) - 3 * edits DESC, word
LIMIT 1;
