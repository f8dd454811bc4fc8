// Up to this width Streamlit lays the sidebar over the page.
const NARROW = "(max-width: 768px)";
let shown = null;

export default function ({ data }) {
  if (shown === data.page) return;
  shown = data.page;
  if (!window.matchMedia(NARROW).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}
