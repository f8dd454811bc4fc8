"""Pictures of a label that stand outside the app: SVG and PNG from values; asks no store and knows no page."""
