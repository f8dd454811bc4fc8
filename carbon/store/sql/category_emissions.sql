-- emissions_g of every rated report of a category and the narrower ones within it (all: every one) that is not left out
-- of headline figures, ascending.
SELECT emissions_g FROM reports
WHERE ($category = 'all' OR category = $category OR starts_with(category, $category || '/'))
  AND label_class IS NOT NULL AND NOT excluded
ORDER BY emissions_g;
