// The ARIA combobox of the look-up field: asks the app's own server while one types, sends what was chosen.
const WAIT_MS = 120;
const LONGEST = 200;

export default function ({ parentElement, data, setTriggerValue }) {
  const input = parentElement.querySelector("#hc-input");
  const list = parentElement.querySelector("#hc-list");
  const panel = parentElement.querySelector("#hc-panel");
  const none = parentElement.querySelector("#hc-none");
  const state = parentElement.querySelector("#hc-state");
  let active = -1;
  let timer = null;
  let asking = null;
  input.setAttribute("aria-label", data.label);
  input.placeholder = data.placeholder;
  if (input.dataset.taken !== String(data.taken)) {
    if (input.dataset.taken !== undefined) input.value = "";
    input.dataset.taken = data.taken;
  }
  parentElement.querySelector(".field").classList.toggle("compact", data.compact);

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asking?.abort();
    panel.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(index) {
    active = index;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const chosen = options()[index];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function choose(text) {
    const wanted = text.trim().slice(0, LONGEST);
    if (!wanted) return;
    input.value = wanted;
    close();
    setTriggerValue("chosen", wanted);
  }

  // Ids are text from outside: they only ever become text nodes.
  function idElement(id, typed) {
    const element = document.createElement("span");
    element.className = "id";
    const at = id.toLowerCase().indexOf(typed.toLowerCase());
    if (at < 0) {
      element.textContent = id;
      return element;
    }
    const match = document.createElement("b");
    match.textContent = id.slice(at, at + typed.length);
    element.append(id.slice(0, at), match, id.slice(at + typed.length));
    return element;
  }

  function optionElement(model, place, typed) {
    const option = document.createElement("li");
    option.id = `hc-option-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const facts = document.createElement("span");
    facts.className = "facts";
    const downloads = model.downloads === null ? "" : `${model.downloads.toLocaleString("en")} ${model.downloads === 1 ? "download" : "downloads"}`;
    const parts = [model.similar ? "similar" : "", model.reports ? "reports" : "", downloads];
    facts.textContent = parts.filter(Boolean).join(" · ");
    option.append(idElement(model.id, typed), facts);
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => choose(model.id));
    option.addEventListener("mousemove", () => mark(place));
    return option;
  }

  function show(models, typed) {
    list.replaceChildren(...models.map((model, place) => optionElement(model, place, typed)));
    mark(-1);
    const similar = models.filter((model) => model.similar).length;
    const exact = models.length - similar;
    none.textContent = exact ? "" : without(typed, similar > 0);
    panel.hidden = false;
    input.setAttribute("aria-expanded", String(models.length > 0));
    state.textContent = none.textContent ? `${none.textContent} ${similar || ""}` : told(exact, similar);
  }

  function without(typed, hasSimilar) {
    if (typed.includes("/")) return "Not in this snapshot: press Enter to look it up on the Hub.";
    return `No model has “${typed}” in its id.${hasSimilar ? " Similar names:" : ""}`;
  }

  function told(exact, similar) {
    const found = exact === 1 ? "1 model" : `${exact} models`;
    return similar ? `${found}, ${similar} with a similar name` : found;
  }

  async function ask() {
    const typed = input.value.trim().slice(0, LONGEST);
    asking?.abort();
    if (!typed) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${data.search}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      show((await answer.json()).models, typed);
    } catch (error) {
      if (error.name === "AbortError") return;
      close();
      state.textContent = "Suggestions are not available; press Enter to look it up.";
    }
  }

  function move(step) {
    const count = options().length;
    if (panel.hidden || count === 0) return;
    mark(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
  }

  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  };
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      const chosen = options()[active]?.querySelector(".id");
      choose(chosen ? chosen.textContent : input.value);
    } else if (event.key === "Escape") {
      close();
    }
  };
  input.onblur = close;
  return close;
}
