-- emissions_g of every report that is rated in a category and not left out of headline figures, ascending.
SELECT emissions_g FROM reports
WHERE category = $category AND label_class IS NOT NULL AND NOT excluded
ORDER BY emissions_g;
