// One entry in the browser's history for each step of the reader, so that Back undoes it.
//
// Streamlit writes the address of a filter that a reader sets over the one before, where Back cannot find it, and adds
// entries for what it only mends: a useless value that it drops, each filter of a reset, a model on the page that is
// left. Here the first change after the reader did something is an entry, and every other change goes into it.
(() => {
  const add = window.history.pushState.bind(window.history);
  const replace = window.history.replaceState.bind(window.history);
  let acted = false;

  function act(event) {
    // A key that is held down is one act; a click of a finger or a mouse was one when it went down.
    if (!event.repeat && (event.type !== "click" || event.detail === 0)) acted = true;
  }

  function write(state, title, url) {
    const changes = url != null && new URL(url, window.location.href).href !== window.location.href;
    (changes && acted ? add : replace)(state, title, url);
    if (changes) acted = false;
  }

  ["pointerdown", "keydown", "click"].forEach((kind) => window.addEventListener(kind, act, true));
  window.addEventListener("popstate", () => { acted = false; }, true);
  window.history.pushState = write;
  window.history.replaceState = write;
})();
