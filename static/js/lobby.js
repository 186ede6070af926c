// The lobby tablet. One document, no addresses, one guest at a time: everything known of a guest is in `guest`, and with
// that object it is gone.
import { deliver } from "./lobby/deliver.js";
import * as idle from "./lobby/idle.js";
import * as keypad from "./lobby/keypad.js";
import * as languages from "./lobby/languages.js";
import * as pending from "./lobby/pending.js";
import * as stand from "./lobby/stand.js";
import { newId } from "./tap.js";

const FIND_MS = 15000;
const NEVER_LOST_MS = 120000;
const MISSES_BEFORE_HELP = 5;
const ASKING = ["attract", "digits", "name", "not_found", "expired"]; // what makes no sense while cut off

const room = document.getElementById("room");
const answerBox = document.getElementById("answer");
const nameField = document.getElementById("family-name");
const root = document.body.dataset.root;

const someone = () => ({ at: "attract", digits: "", misses: 0, asked: null, says: "", sending: 0, isCalled: true });
let guest = someone();

// ---- what is seen

const isCutOff = () => document.documentElement.classList.contains("is-stale");

const seen = () => (isCutOff() && guest.at !== "attract" && ASKING.includes(guest.at) ? "desk" : guest.at);

function draw() {
  const at = seen();
  room.dataset.at = at;
  room.classList.toggle("is-busy", guest.sending > 0);
  for (const step of room.querySelectorAll("[data-step]")) step.hidden = step.dataset.step !== at;
  for (const part of room.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "sent") !== guest.isCalled;
  const words = document.getElementById("lobby-words").dataset;
  document.getElementById("words").dataset.stale = words.stale;
  for (const line of room.querySelectorAll("[data-said]")) {
    line.textContent = guest.says ? words[guest.says] : "";
    line.dataset.state = guest.says === "unsent" ? "waiting" : "";
  }
  keypad.draw(guest.digits);
}

function show(at) {
  guest.at = at;
  idle.touched();
  if (at !== "name") stand.stepChanged(); // an empty answer does no harm, and typists are fast
  draw();
  const step = room.querySelector("[data-step]:not([hidden])");
  (at === "name" ? nameField : step?.querySelector("div:not([hidden]) > h1, section > h1"))?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

// ---- what is asked of the server

// Sends one form for this guest; resolves with null when they have gone or no answer came in time.
async function send(form, milliseconds) {
  const mine = guest;
  mine.sending += 1;
  draw();
  const onState = (says) => { mine.says = says; if (mine === guest) draw(); };
  const answer = await deliver(form, { until: performance.now() + milliseconds, onState });
  mine.sending -= 1;
  if (mine !== guest) return null;
  draw();
  return answer;
}

// The same, for what may not be lost: it is tried again after a reload too. Without an answer a person has to help.
async function sendForCertain(form, milliseconds = NEVER_LOST_MS) {
  const mine = guest;
  pending.keep(form, milliseconds);
  const answer = await send(form, milliseconds);
  pending.forget(form);
  if (!answer && mine === guest) show("desk");
  return answer;
}

const addressOf = (form) => new URL(form.action).pathname;

function putAnswer({ fragment }, form) {
  if (!fragment) return show("desk");
  guest.asked = form;
  answerBox.replaceChildren(fragment);
  answerBox.dataset.step = fragment.dataset.fragment;
  return show(fragment.dataset.fragment);
}

async function find(element) {
  const mine = guest;
  const name = nameField.value.trim();
  if (!name) return;
  const form = { action: addressOf(element), fields: { command_id: newId(), digits: guest.digits, name } };
  const answer = await send(form, FIND_MS);
  if (mine !== guest) return;
  if (answer?.fragment?.dataset.fragment === "not_found") guest.misses += 1;
  if (!answer) show("desk");
  else if (needsHelp(answer.fragment)) await call();
  else putAnswer(answer, form);
}

const needsHelp = (fragment) => Boolean(fragment && "calls" in fragment.dataset) || guest.misses >= MISSES_BEFORE_HELP;

async function checkIn(element) {
  const ticket = new FormData(element).get("ticket");
  await finishCheckIn({ action: addressOf(element), fields: { command_id: newId(), ticket } });
}

async function finishCheckIn(form, milliseconds) {
  const answer = await sendForCertain(form, milliseconds);
  if (!answer) return;
  if (needsHelp(answer.fragment)) {
    await call();
  } else {
    clearTyped();
    putAnswer(answer, form);
    languages.renew(draw); // the host is on the way: another face offers help now
  }
}

async function call() {
  await finishCall({ action: `${root}/calls`, fields: { command_id: newId() }, accept: "application/json" });
}

async function finishCall(form, milliseconds) {
  guest.isCalled = false;
  show("coming");
  const answer = await sendForCertain(form, milliseconds);
  if (!answer) return;
  guest.isCalled = true;
  show(answer.status < 300 ? "coming" : "desk");
}

// ---- one guest after the other

function clearTyped() {
  guest.digits = "";
  nameField.value = "";
}

function forgetGuest() {
  clearTyped();
  guest = someone();
  answerBox.replaceChildren();
  answerBox.dataset.step = "";
  languages.speak(languages.home, draw);
  show("attract");
}

// The page is clean at once; then a fresh document takes its place, unless the server cannot give one or somebody came.
async function reset() {
  forgetGuest();
  const next = guest;
  try {
    const response = await fetch(`${root}/lobby`, { cache: "no-store" });
    if (response.ok && guest === next && guest.at === "attract") location.replace(`${root}/lobby`);
  } catch {
    // cut off: this page stays, and says so
  }
}

async function speak(locale) {
  const mine = guest;
  await languages.speak(locale, draw);
  if (mine !== guest || mine.at !== answerBox.dataset.step || mine.sending) return;
  const answer = await send(mine.asked, FIND_MS); // the same id: the same answer, told in another language
  if (!answer?.fragment || mine.at !== answerBox.dataset.step) return;
  answerBox.replaceChildren(answer.fragment);
  draw();
}

// ---- fingers and keys

const DOES = {
  arrive: () => show("digits"),
  find,
  "check-in": checkIn,
  call: () => call(),
  finish: () => reset(),
  speak: (form, button) => speak(button.value),
  back: () => show("digits"),
  again: () => { guest.digits = ""; show("digits"); },
  "begin-anew": () => { clearTyped(); show("digits"); },
};

function submitted(event) {
  const act = DOES[event.target.dataset.does];
  if (!act) return;
  event.preventDefault();
  if (guest.sending && !["speak", "call"].includes(event.target.dataset.does)) return; // the tap is on its way
  act(event.target, event.submitter);
}

function putDigits(digits) {
  if (guest.at === "attract") show("digits");
  guest.digits = digits;
  draw();
}

function enter() {
  if (guest.at === "digits" && guest.digits.length === keypad.WANTED) show("name");
}

function keyTapped(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (!key) return;
  if (key === "back") reset();
  else if (key === "enter") enter();
  else if (key === "delete") putDigits(guest.digits.slice(0, -1));
  else {
    putDigits(keypad.withDigit(guest.digits, key));
    enter();
  }
}

// Enter that only closes the list of an input method is not an answer; Safari sends it after the composition has ended.
function nameKey(event) {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

const isPlaying = () => guest.at !== "attract" || document.body.dataset.locale !== languages.home;

function idlePlan() {
  if (guest.sending || !isPlaying()) return null;
  const closing = room.querySelector("[data-step]:not([hidden]) [data-closes-after]");
  if (closing) return { seconds: Number(closing.dataset.closesAfter) };
  const seconds = Number(room.dataset.idle);
  return guest.at === "attract" ? { seconds } : { seconds, warning: Number(room.dataset.warning) };
}

function resume() {
  for (const { form, milliseconds } of pending.left()) {
    if (form.fields.ticket) {
      show("sending");
      finishCheckIn(form, milliseconds);
    } else {
      finishCall(form, milliseconds);
    }
  }
}

stand.start();
languages.start(() => !isPlaying(), draw);
idle.start(idlePlan, () => reset());
keypad.listen({
  isOpen: () => ["attract", "digits"].includes(seen()) && !isCutOff() && !document.querySelector("dialog[open]"),
  get: () => guest.digits,
  put: putDigits,
  remove: () => putDigits(guest.digits.slice(0, -1)),
  enter,
});
document.addEventListener("submit", submitted);
document.addEventListener("click", keyTapped);
nameField.addEventListener("keydown", nameKey);
new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["class"] });
window.addEventListener("pagehide", () => { clearTyped(); answerBox.replaceChildren(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) forgetGuest(); });
draw();
resume();
