"""The least a Streamlit page with a chart can be: what the first view of ours is compared with."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
