// Who it may be, while a name or a phone is typed into a booking: a known customer is picked by finger or key, stands there as a
// tick, and is given up by taking the tick away.
import { put } from "./parts.js";
import { within } from "./within.js";

const ASK_AFTER_MS = 200;
const FILLED = ["party", "phone", "host", "language"];

const form = document.getElementById("booking");
const chosen = document.getElementById("chosen");
const fitting = document.getElementById("fitting");
const root = document.body.dataset.root ?? "";
const filled = {}; // what the pick has put into a field, and what stood there before
let asking = null; // the field whose words are looked for
let waiting = 0;
let asked = 0;

const isChosen = () => chosen.querySelector("input")?.checked ?? false;
const buttons = () => [...fitting.querySelectorAll("[data-pick]")];

async function ask() {
  const mine = ++asked;
  const words = asking.value.split("\n")[0];
  try {
    const response = await fetch(`${root}/desk/customers/suggestions?${new URLSearchParams({ q: words })}`, {
      headers: { Accept: "text/html", "X-Locale": document.body.dataset.locale ?? "" }, signal: within(),
    });
    const html = await response.text();
    if (mine !== asked || !response.ok || isChosen()) return; // something newer has been asked meanwhile
    fitting.replaceChildren();
    put({ id: "fitting-list", into: "fitting", order: 0, html });
  } catch {
    // whoever saves is linked by name and phone, as ever
  }
}

function typed(event) {
  if (event.isComposing || !["party", "phone"].includes(event.target.name) || isChosen()) return;
  asking = event.target;
  clearTimeout(waiting);
  waiting = setTimeout(ask, ASK_AFTER_MS);
}

// The words that were looked for give way, and what is empty is filled; what stands elsewhere stays.
function fill(name, value) {
  const field = form.elements[name];
  if (!value || (field.value && field !== asking)) return;
  filled[name] = { before: field.value, value };
  field.value = value;
}

function pick(button) {
  asked += 1; // an answer still on its way comes too late
  clearTimeout(waiting);
  chosen.replaceChildren(button.nextElementSibling.content.cloneNode(true));
  for (const name of FILLED) fill(name, button.dataset[name]);
  fitting.replaceChildren();
  chosen.querySelector("input").focus();
  form.dispatchEvent(new Event("change")); // whoever was filled in may be booked at that time
}

function giveUp() {
  for (const [name, { before, value }] of Object.entries(filled)) {
    if (form.elements[name].value === value) form.elements[name].value = before;
    delete filled[name];
  }
  chosen.replaceChildren();
  (asking ?? form.elements.party).focus();
}

// From the field down to the first, among them up and down; Escape puts them away.
function moved(event) {
  const all = buttons();
  const at = all.indexOf(event.target);
  if (event.isComposing || !all.length || (at < 0 && event.target !== asking)) return;
  if (event.key === "Escape") {
    fitting.replaceChildren();
    asking.focus();
  } else if (event.key === "ArrowDown" && (at >= 0 || asking.selectionEnd === asking.value.length)) {
    event.preventDefault();
    (all[at + 1] ?? all[at]).focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (all[at - 1] ?? asking).focus();
  }
}

for (const event of ["input", "compositionend"]) form.addEventListener(event, typed);
form.addEventListener("keydown", moved);
fitting.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-pick]");
  if (button) pick(button);
});
chosen.addEventListener("change", () => { if (!isChosen()) giveUp(); });
