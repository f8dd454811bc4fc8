// Copies the page's address; says so on the control itself and to screen readers.
const SHOWN_MS = 2000;

export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const state = parentElement.querySelector("span");
  let timer = null;

  function say(words) {
    button.textContent = words;
    state.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = "Copy link";
      state.textContent = "";
    }, SHOWN_MS);
  }

  button.onclick = async () => say((await copied(window.location.href)) ? "Link copied" : "Copy it from the address bar");
  return () => clearTimeout(timer);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

// Without HTTPS browsers give pages no clipboard; the old way still works there.
function copiedByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position: fixed; opacity: 0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
