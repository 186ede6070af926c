// The desk's day by keyboard and finger: search as you type, counts that filter, keys. What a row may be found by, the server
// has written on it (kiosk/spelling.py); here it is only compared.
import "./afterwards.js";
import { now } from "./clock.js";
import { onChange } from "./live.js";
import { lasting } from "./memory.js";
import { within } from "./within.js";
import { write } from "./words.js";

const KEY = "hth.keys";
const ASK_AFTER_MS = 200;

const root = document.body.dataset.root ?? "";
const list = document.getElementById("today");
const box = document.getElementById("search");
const found = document.getElementById("found");
const help = document.getElementById("keys");
const naming = document.getElementById("naming");
const single = help.querySelector("[data-single-keys]");

// ---- search ----

let sound = ""; // how the Chinese signs in the box are read
let answered = null; // the rows that the server finds for what stands in the box; null while it has not said
let asking = 0;

// The same folding as in kiosk/domain/booking.py.
function folded(text) {
  return text.normalize("NFKC").toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
}

function hasHan(text) {
  return /\p{Script=Han}/u.test(text);
}

// A row knows the last four digits of its phone, so that the page holds nobody's number; until the server has said whose the
// others are, and should it not, a number typed in full fits by those.
function fits(row, whole, words) {
  const text = row.dataset.find;
  if (text.includes(whole) || words.every((word) => text.includes(word)) || (sound !== "" && text.includes(sound))) return true;
  return answered?.has(row.id) ?? (/^\d{7,}$/.test(whole) && ` ${text} `.includes(` ${whole.slice(-4)} `));
}

function apply() {
  const whole = folded(box.value).replace(/^0+(?=\d+$)/, "");
  const words = box.value.split(/\s+/).map(folded).filter(Boolean);
  const rows = [...list.children];
  for (const row of rows) row.classList.toggle("is-filtered", whole !== "" && !fits(row, whole, words));
  const count = rows.filter((row) => !row.classList.contains("is-filtered")).length;
  const text = whole === "" ? "" : count ? found.dataset.some : found.dataset.none;
  found.textContent = text.replace("{count}", count).replace("{all}", rows.length);
}

function changed(event) {
  if (event.isComposing) return; // an input method is still at work; it will say when it is done
  sound = "";
  answered = null;
  apply();
  clearTimeout(asking);
  if (hasHan(box.value) || /\d{5}/.test(folded(box.value))) asking = setTimeout(() => ask(box.value), ASK_AFTER_MS);
}

// Simplified and traditional signs sound alike, and whose number it is stands on no row; only the server knows.
async function ask(query) {
  try {
    const asked = { headers: { Accept: "application/json" }, signal: within() };
    const response = await fetch(`${root}/desk/search?q=${encodeURIComponent(query)}`, asked);
    const answer = await response.json();
    if (query !== box.value) return; // an answer to what stood there before
    sound = answer.sounded ?? "";
    answered = answer.bookings && new Set(answer.bookings.map((number) => `booking-${number}`));
    apply();
  } catch {
    // without an answer the signs themselves and the last four digits still find
  }
}

box.addEventListener("input", changed);
box.addEventListener("compositionend", changed);
box.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) {
    if (event.key === "Enter") event.preventDefault(); // it chooses a sign, it does not search
  } else if (event.key === "Escape") {
    box.value = "";
    apply();
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    step(1);
  }
});

// ---- counts that depend on the moment ----

function count() {
  for (const element of document.querySelectorAll("[data-count-from]")) {
    const due = element.dataset.countFrom.split(" ").filter((ms) => ms && Number(ms) <= now()).length;
    element.classList.toggle("is-none", !due);
    write(element, String(due));
  }
}

// ---- keys ----

const shown = () => [...list.querySelectorAll("[data-row]")].filter((link) => link.offsetParent !== null);

function step(by) {
  const links = shown();
  const at = links.findIndex((link) => link.closest("li").contains(document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.closest("li").scrollIntoView({ block: "nearest" });
}

const letters = {
  j: () => step(1),
  k: () => step(-1),
  c: () => document.activeElement?.closest("#today > li")?.querySelector("[data-check-in]")?.requestSubmit(),
  n: () => document.querySelector("[data-new]").click(),
  "?": () => help.showModal(),
  "/": () => { box.focus(); box.select(); },
};
const others = { ArrowDown: letters.j, ArrowUp: letters.k };

function pressed(event) {
  const isField = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (isField || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const act = others[event.key] ?? (single.checked ? letters[event.key.toLowerCase()] : null);
  if (!act) return;
  event.preventDefault();
  act();
}

// ---- dialogs ----

function clicked(event) {
  const name = event.target.closest("[data-name-visit]");
  if (name) {
    event.preventDefault();
    const form = naming.querySelector("form");
    form.action = `${root}/visits/${name.dataset.nameVisit}/party`;
    form.reset();
    offer([], []);
    naming.showModal();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
}

// Several customers have the phone that was told: whoever asks, chooses among them, or says that it is nobody of them.
function offer(customers, names) {
  const place = naming.querySelector("[data-which]");
  const choices = place.querySelector("select");
  place.hidden = choices.disabled = customers.length === 0;
  const known = customers.map((customer, at) => new Option(names[at], customer));
  choices.replaceChildren(...known, choices.querySelector("[value='0']"));
  choices.selectedIndex = 0;
}

document.addEventListener("tap:answered", ({ detail }) => {
  if (!detail.tap.url.endsWith("/party")) return;
  if (detail.status < 300) naming.close();
  else if (detail.answer.code === "several_customers") offer(detail.answer.detail.customers, detail.answer.detail.names);
});
naming.querySelector("[name=phone]").addEventListener("input", () => offer([], []));

single.checked = lasting.get(KEY, true);
single.addEventListener("change", () => lasting.put(KEY, single.checked));
document.addEventListener("keydown", pressed);
document.addEventListener("click", clicked);
onChange(() => { apply(); count(); });
setInterval(count, 1000);
apply();
count();
