// A section of the settings: what is typed is checked by the server's own rules a moment later, rows are added and moved
// without leaving the page, and cue cards show how they would be said. Without script the same buttons post the same form.
import { within } from "./within.js";
import { write } from "./words.js";

const PAUSE_MS = 350;

let form = document.getElementById("section");
let timer = null;
let asked = 0;

function body(button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button) fields.set(button.name, button.value);
  return fields;
}

function post(url, fields, accept) {
  const headers = { Accept: accept, "X-Locale": document.body.dataset.locale };
  return fetch(url, { method: "POST", body: fields, headers, signal: within() });
}

function tell(problems) {
  for (const place of form.querySelectorAll("[data-wrong-for]")) {
    const name = place.dataset.wrongFor;
    const sentence = problems[name] ?? "";
    write(place, sentence);
    if (name === "") place.hidden = !sentence;
    const field = form.elements.namedItem(name);
    if (sentence) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
}

function speak(preview) {
  for (const [card, languages] of Object.entries(preview)) {
    for (const [language, halves] of Object.entries(languages)) {
      for (const [half, sentence] of Object.entries(halves)) {
        const place = form.querySelector(`[data-preview="${card}.${language}.${half}"]`);
        if (place) place.textContent = sentence;
      }
    }
  }
}

async function check() {
  const mine = (asked += 1);
  try {
    const response = await post(form.dataset.check, body(), "application/json");
    if (!response.ok || mine !== asked) return;
    const { problems, preview } = await response.json();
    tell(problems);
    speak(preview);
  } catch {
    // not reachable: saving will tell
  }
}

function typed(event) {
  if (event.isComposing) return; // an input method is still choosing signs
  form.querySelector("[data-unsaved]").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE_MS);
}

// A row moved: the server's page with what is typed, put in the place of this one; the focus goes where the row went.
async function move(event) {
  const button = event.target.closest("button[formaction]");
  if (!button) return;
  event.preventDefault();
  const rows = form.querySelectorAll(".row").length;
  try {
    const response = await post(button.formAction, body(button), "text/html");
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("section");
    if (!fresh) return;
    form.replaceWith(document.adoptNode(fresh));
    form = document.getElementById("section");
    listen();
    focusOn(button.value, rows);
    check();
  } catch {
    form.requestSubmit(button); // the plain way says what is the matter
  }
}

function focusOn(what, rows) {
  const [kind, place] = what.split(".");
  const row = { add: rows, up: place - 1, down: Number(place) + 1, remove: Math.min(place, rows - 2) }[kind];
  const target = document.querySelector(`#row-${row} ${kind === "add" ? ".fields input" : `[value="${kind}.${row}"]:enabled`}`);
  (target ?? document.querySelector(`#row-${row} .moves button:enabled`) ?? form.querySelector(".btn.main"))?.focus();
}

function listen() {
  form.addEventListener("input", typed);
  form.addEventListener("compositionend", typed);
  form.addEventListener("click", move);
}

listen();
