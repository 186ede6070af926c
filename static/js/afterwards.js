// What was tapped while the house was out of reach, once it is answered: how many taps were carried out, and which were not,
// and why. Those stay until somebody has read them, also over a reload: none is dropped unseen.
import { lasting } from "./memory.js";

const KEY = "hth.afterwards";
const SHOWN_MS = 8000;
const NEEDS_A_BADGE = "own_badge_needed"; // whose.js asks for it, and the tap goes out again

const panel = document.getElementById("afterwards");
const list = panel.querySelector("ul");
let done = 0;
let refused = lasting.get(KEY, []);
let hiding = null;

const keep = () => lasting.put(KEY, refused.length ? refused : null);

function say(name, count) {
  const line = panel.querySelector(`[data-${name}]`);
  line.parentElement.hidden = count === 0;
  line.textContent = line.dataset[name].replace("{count}", count);
}

function row({ what, why }) {
  const item = document.createElement("li");
  const party = Object.assign(document.createElement("b"), { textContent: what });
  item.append(...(what ? [party, " "] : []), why);
  return item;
}

function show() {
  say("done", done);
  say("open", refused.length);
  list.replaceChildren(...refused.map(row));
  panel.classList.toggle("is-open", refused.length > 0);
  panel.hidden = done + refused.length === 0;
  clearTimeout(hiding);
  if (done && !refused.length) hiding = setTimeout(seen, SHOWN_MS);
}

function seen() {
  done = 0;
  refused = [];
  keep();
  show();
}

function answered({ detail: { tap, status, answer, left } }) {
  if (tap.hasWaited && answer?.code !== NEEDS_A_BADGE) {
    if (status < 300) done += 1;
    else refused = [...lasting.get(KEY, []), { what: tap.what ?? "", why: answer.message }]; // another tab may have some
    keep();
  }
  if (left === 0) show();
}

document.addEventListener("tap:answered", answered);
panel.querySelector("button").addEventListener("click", seen);
panel.addEventListener("click", () => { if (!refused.length) seen(); }); // good news is put aside by a finger anywhere on it
show();
