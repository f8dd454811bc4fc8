// Replaces the address, where it is this page's, by one without what belongs to other pages; now and after each Back.
export default function ({ data }) {
  function tidy() {
    const url = new URL(window.location.href);
    const found = data.others.filter((key) => url.searchParams.has(key));
    if (found.length === 0 || url.pathname.split("/").pop() !== data.page) return;
    found.forEach((key) => url.searchParams.delete(key));
    window.history.replaceState(window.history.state, "", url);
  }

  tidy();
  window.addEventListener("popstate", tidy);
  return () => window.removeEventListener("popstate", tidy);
}
