// A tap is sent until it has a definite answer, under one id, and is kept over a reload: never lost, never twice.
import { lasting } from "./memory.js";
import { within } from "./within.js";
import { word, write } from "./words.js";

const KEY = "hth.taps";
const UNSENT_AFTER_MS = 3000;
const RETRY_MS = [300, 600, 1200, 2000];

const root = document.body.dataset.root ?? "";
let taps = lasting.get(KEY, []).map((tap) => ({ ...tap, hasWaited: true }));
let isSending = false;

// Beside those of other tabs; an answered one is kept no longer.
function keep(answered = null) {
  const mine = taps.map(({ id, url, body, at, key, what }) => ({ id, url, body, at, key, what }));
  const gone = new Set([answered, ...mine.map(({ id }) => id)]);
  const all = [...lasting.get(KEY, []).filter(({ id }) => !gone.has(id)), ...mine];
  lasting.put(KEY, all.length ? all : null);
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}

// Queues a tap; resolves with {tap, status, answer} once the server has given a definite one. `what` is what it is about, in
// words, for whoever reads later that it was refused.
export function send(path, fields, onState = () => {}, key = path, what = "") {
  const id = newId();
  const body = new URLSearchParams(fields);
  body.set("command_id", id);
  return new Promise((resolve) => {
    taps.push({ id, url: root + path, body: body.toString(), at: Date.now(), key, what, onState, resolve });
    keep();
    onState("sending");
    drain();
  });
}

async function drain() {
  if (isSending) return;
  isSending = true;
  for (let tries = 0; taps.length; tries += 1) {
    const tap = taps[0];
    const late = setTimeout(() => say(tap, "unsent"), Math.max(0, tap.at + UNSENT_AFTER_MS - Date.now()));
    const result = await attempt(tap);
    clearTimeout(late);
    if (result) {
      taps.shift();
      keep(tap.id);
      tries = -1;
      tap.hasWaited ||= Date.now() - tap.at > UNSENT_AFTER_MS;
      say(tap, result.status < 300 ? "done" : "refused");
      tap.resolve?.({ tap, ...result });
      document.dispatchEvent(new CustomEvent("tap:answered", { detail: { tap, ...result, left: taps.length } }));
    } else {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));
    }
  }
  isSending = false;
  showWaiting();
}

// One try. Nothing definite (no network, no answer in time, a server that cannot save) gives null.
async function attempt(tap) {
  try {
    const response = await fetch(tap.url, {
      method: "POST",
      body: tap.body,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "X-Locale": document.body.dataset.locale ?? "",
      },
      signal: within(),
    });
    if (response.status >= 502 || (response.status === 500 && (tap.faults = (tap.faults ?? 0) + 1) < 5)) return null;
    return { status: response.status, answer: await response.json() };
  } catch {
    return null;
  }
}

function say(tap, state) {
  tap.state = state;
  tap.onState?.(state);
  showWaiting();
}

// The forms on the page that belong to waiting taps say so, also after a reload; and the page counts them.
export function showWaiting() {
  const waiting = new Map(taps.map((tap) => [tap.key, tap.state === "unsent" || !tap.onState ? "unsent" : "sending"]));
  for (const form of document.querySelectorAll("form[data-tap]")) {
    const state = waiting.get(keyOf(form));
    if (state) form.dataset.state = state;
    else if (form.dataset.state === "unsent") delete form.dataset.state;
    describe(form);
  }
  const bar = document.getElementById("unsent");
  if (bar) {
    const unsent = taps.filter((tap) => tap.state !== "sending").length;
    bar.hidden = unsent === 0;
    write(bar, unsent ? word("unsentCount", { count: unsent }) : "");
  }
}

function placeToSpeak(form) {
  return form.querySelector("[data-said]") ?? form.appendChild(Object.assign(document.createElement("span"), {
    className: "tap-state", role: "status",
  }));
}

function describe(form) {
  const said = form.querySelector("[data-said], .tap-state") ?? (form.dataset.state ? placeToSpeak(form) : null);
  if (!said || form.dataset.state === "refused") return;
  write(said, { sending: word("sending"), unsent: word("unsent") }[form.dataset.state] ?? "");
}

function refuse(form, answer) {
  const said = form.querySelector("[data-said]") ?? document.getElementById("said");
  if (!said) return;
  said.textContent = answer.message;
  said.of = keyOf(form);
  said.hidden = false;
  clearTimeout(said.timer);
  said.timer = setTimeout(() => { said.textContent = ""; delete form.dataset.state; }, 8000);
}

function pathOf(form) {
  const path = new URL(form.getAttribute("action"), location.href).pathname;
  return root && path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}

// Several forms may post to one address (a row each): the nearest id tells them apart, also after a reload.
function keyOf(form) {
  return `${pathOf(form)}#${form.closest("[id]")?.id ?? ""}`;
}

function aboutWhat(form) {
  return form.closest("li[id]")?.querySelector("h2, h3")?.textContent.trim() ?? "";
}

async function submitted(event) {
  const form = event.target.closest("form[data-tap]");
  if (!form) return;
  event.preventDefault();
  if (["sending", "unsent"].includes(form.dataset.state)) return; // the finger is impatient, the tap is on its way
  const fields = new FormData(form, event.submitter);
  fields.delete("back");
  const { tap, status, answer } = await send(pathOf(form), fields, (state) => {
    form.dataset.state = state;
    describe(form);
  }, keyOf(form), aboutWhat(form));
  if (status >= 300 && tap.hasWaited && document.getElementById("afterwards")) delete form.dataset.state; // it is listed there
  else if (status >= 300) refuse(form, answer);
  else done(form);
}

// What was typed for this one tap has been said, and why it was refused before is no longer so.
function done(form) {
  const said = document.getElementById("said");
  if (said?.of === keyOf(form)) said.textContent = "";
  for (const field of form.querySelectorAll("[data-once]")) {
    field.value = "";
    field.closest("details.a-word")?.removeAttribute("open");
  }
  setTimeout(() => { if (form.dataset.state === "done") delete form.dataset.state; }, 1500);
}

export function start() {
  document.addEventListener("submit", submitted);
  showWaiting();
  drain();
}
