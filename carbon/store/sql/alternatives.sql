-- Models of the same task and training without a flag, within ×/÷ 2 of the size where it is known, in a better class and
-- with fewer grams; the most downloaded first: people can rely on them.
SELECT id, label_class, emissions_g, size_bytes, downloads, confidence FROM reports
WHERE task = $task AND id <> $id AND len(flags) = 0
  AND label_class IS NOT NULL AND ($label_class IS NULL OR label_class < $label_class)
  AND ($regime IS NULL OR regime = $regime) AND ($emissions_g IS NULL OR emissions_g < $emissions_g)
  AND ($size_bytes IS NULL OR size_bytes BETWEEN $size_bytes::DOUBLE / 2 AND $size_bytes::DOUBLE * 2)
ORDER BY downloads DESC NULLS LAST, label_class, emissions_g, id
LIMIT $limit;
