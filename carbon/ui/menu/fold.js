// Up to this width Streamlit lays the sidebar over the page.
const NARROW = "(max-width: 768px)";
let shown = null;

export default function ({ data }) {
  plainMenu();
  if (shown === data.page) return;
  shown = data.page;
  if (!window.matchMedia(NARROW).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

// Streamlit's menu with sections is a list whose items stand in boxes, which a screen reader cannot count: without the
// roles of a list it reads as what it is, links under headings.
function plainMenu() {
  for (const item of document.querySelectorAll('[data-testid="stSidebarNavItems"], [data-testid="stSidebarNavItems"] li')) {
    item.setAttribute("role", "presentation");
  }
}
