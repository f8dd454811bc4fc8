"""What the app answers beside its pages; never imports Streamlit's elements."""
