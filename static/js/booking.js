// The form of one booking: what clashes is told while it is typed, a package fills what it knows, and nothing typed is lost.
import { put } from "./parts.js";
import { within } from "./within.js";

const ASK_AFTER_MS = 200;
const SENT = ["date", "time", "until", "kind", "package", "host", "deputy", "room", "dresses"];

const form = document.getElementById("booking");
const root = document.body.dataset.root ?? "";
let waiting = 0;
let asked = 0;

// ---- clashes ----

function question() {
  const fields = new FormData(form);
  const query = new URLSearchParams(SENT.map((name) => [name, fields.get(name) ?? ""]));
  for (const artist of fields.getAll("artists")) query.append("artists", artist);
  query.set("number", form.dataset.number);
  return query;
}

async function ask() {
  const mine = ++asked;
  try {
    const response = await fetch(`${root}/desk/clashes?${question()}`, {
      headers: { Accept: "text/html", "X-Locale": document.body.dataset.locale ?? "" }, signal: within(),
    });
    const html = await response.text();
    if (mine !== asked || !response.ok) return; // something newer has been asked meanwhile
    put({ id: "clashes", into: "clashes-place", order: 0, html });
  } catch {
    // the server says it once more when the form is saved
  }
}

function typed(event) {
  if (event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, ASK_AFTER_MS);
}

for (const event of ["input", "change", "compositionend"]) form.addEventListener(event, typed);

// Behind Back the browser empties the fields and keeps the ticks of the booking that was sent: all or nothing.
window.addEventListener("pageshow", () => {
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type !== "navigate" && form.dataset.guarded !== "typed") form.reset();
});

// ---- packages ----

const filled = {}; // what a package has put into a field may be replaced by the next package, what a person typed may not

function fill(name, value) {
  const field = form.elements[name];
  if (field.value !== "" && field.value !== filled[name]) return;
  field.value = filled[name] = value;
}

form.elements.package.addEventListener("input", ({ target }) => {
  const known = [...document.getElementById("packages").options].find((one) => one.value === target.value.trim());
  if (!known) return;
  fill("look_count", known.dataset.looks);
  fill("allowance", known.dataset.allowance);
  fill("extra", known.dataset.extra);
});

// ---- a new time: was it the customer's wish? ----

const moved = form.querySelector("[data-moved]");

function askWhy() {
  if (moved) moved.hidden = ["date", "time"].every((name) => form.elements[name].value === form.elements[name].defaultValue);
}

form.addEventListener("input", askWhy);
const first = document.querySelector("[data-first]");
if (!first) askWhy();

// Enter in an input method chooses a sign; it does not save.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
});

(form.querySelector("[aria-invalid]") ?? first)?.focus();
