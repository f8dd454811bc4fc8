// Streamlit goes to a link's anchor when its heading comes, before the rest of the page has taken its room.
const FRAMES = 3;
let reached = null;

export default function () {
  const wanted = window.location.hash.slice(1);
  if (!wanted || wanted === reached) return;
  reached = wanted;
  after(FRAMES, () => document.getElementById(wanted)?.scrollIntoView());
}

function after(frames, act) {
  if (frames === 0) act();
  else requestAnimationFrame(() => after(frames - 1, act));
}
