// The lobby tablet. One document, no addresses, one guest at a time: fingers, keys and scanners come in here.
import * as arrived from "./lobby/arrived.js";
import * as asking from "./lobby/asking.js";
import * as called from "./lobby/called.js";
import * as card from "./lobby/card.js";
import * as idle from "./lobby/idle.js";
import * as keypad from "./lobby/keypad.js";
import * as languages from "./lobby/languages.js";
import { answerBox, clearTyped, draw, focus, forgetGuest, guest, isAsking, isCutOff, room, root, seen, show } from "./lobby/room.js";
import * as scanner from "./lobby/scanner.js";
import * as samples from "./lobby/show.js";
import * as stand from "./lobby/stand.js";
import { within } from "./within.js";

const BEFORE = ["attract", "language"]; // nothing is known of this guest
const isAsked = () => Boolean(document.querySelector("dialog[open]"));

// ---- one guest after the other

function beginAnew() {
  forgetGuest();
  languages.speak(languages.home, draw);
  show("attract");
}

// The page is clean at once; then a fresh document takes its place, unless the server cannot give one or somebody came.
async function reset() {
  const own = answerBox.querySelector("[data-own-page]"); // on a phone of one's own the page for today follows
  if (own) {
    location.replace(own.href);
    return;
  }
  beginAnew();
  const next = guest;
  try {
    const response = await fetch(`${root}/lobby`, { cache: "no-store", signal: within() });
    if (response.ok && guest === next && guest.at === "attract") location.replace(`${root}/lobby`);
  } catch {
    // cut off: this page stays, and says so
  }
}

const isPlaying = () => guest.at !== "attract" || document.body.dataset.locale !== languages.home;

// How long nobody may touch anything: a step that closes by itself closes quietly, every other one asks first.
function idlePlan() {
  if (guest.sending || !isPlaying()) return null;
  const closing = [...room.querySelectorAll("[data-step]:not([hidden]) [data-closes-after]")].find((one) => !one.closest("[hidden]"));
  if (closing) return { seconds: Number(closing.dataset.closesAfter) };
  const seconds = Number(room.dataset.idle);
  return guest.at === "attract" ? { seconds } : { seconds, warning: Number(room.dataset.warning) };
}

// ---- fingers

async function speak(locale) {
  const mine = guest;
  const from = guest.at;
  await asking.speak(locale);
  if (BEFORE.includes(from) && mine === guest && guest.at === from && !isCutOff()) show("digits");
}

function lookUpReason(form, button) {
  guest.reason = button.value;
  show("source");
}

const DOES = {
  arrive: () => show("digits"),
  find: asking.find,
  "check-in": asking.checkIn,
  call: () => asking.call(),
  finish: () => reset(),
  speak: (form, button) => speak(button.value),
  back: () => show("digits"),
  again: () => { guest.digits = ""; show("digits"); },
  "begin-anew": () => { guest.code = ""; clearTyped(); show("digits"); },
  "just-looking": () => show("reason"),
  reason: lookUpReason,
  source: (form, button) => asking.lookAround(form, form.dataset.reason ?? guest.reason, button.value),
  tell: asking.tell,
  "ask-before": () => asking.goTo(arrived.beside(guest.ask, -1)),
  "ask-next": () => asking.goTo(arrived.beside(guest.ask, 1)),
  "ask-no-more": () => asking.goTo(arrived.last()),
};
const ALWAYS = ["speak", "call", "finish", "ask-next", "ask-no-more"]; // while a tap is on its way

function submitted(event) {
  const act = DOES[event.target.dataset.does];
  if (!act) return;
  event.preventDefault();
  if (guest.sending && !ALWAYS.includes(event.target.dataset.does)) return;
  act(event.target, event.submitter);
}

function putDigits(digits) {
  if (BEFORE.includes(guest.at)) show("digits");
  guest.digits = digits;
  draw();
}

function enter() {
  if (guest.at === "digits" && guest.digits.length === keypad.WANTED) show("name");
}

function keyTapped(key) {
  if (key === "back") reset();
  else if (key === "enter") enter();
  else if (key === "delete") putDigits(guest.digits.slice(0, -1));
  else {
    putDigits(keypad.withDigit(guest.digits, key));
    enter();
  }
}

// Anywhere on the idle screen is the beginning. Who presses what is written there can read it; anybody else is asked for
// their language first, where there is a choice.
function tapped(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  const stepper = event.target.closest("[data-by]");
  if (key) keyTapped(key);
  else if (stepper) arrived.step(stepper);
  else if (guest.at === "attract" && !isCutOff() && !isAsked() && !event.target.closest("button, a")) show(languages.areSeveral() ? "language" : "digits");
}

// ---- the desk's printed card, for whoever only scans: the same as a tap

const isBeingFound = () => (isAsking() || seen() === "confirm") && !isCutOff() && !guest.sending;

function lookAroundByCard(choice) {
  if (!isBeingFound()) return;
  show("reason");
  const form = room.querySelector("[data-does=source][data-reason]");
  const button = [...(form?.querySelectorAll("button") ?? [])].find((one) => one.value.toUpperCase() === choice);
  if (button) asking.lookAround(form, form.dataset.reason, button.value);
}

function cardShown(word, choice) {
  guest.isByCard = true;
  card.show(word, choice, { LOOKING: lookAroundByCard, START: () => reset() });
  draw();
}

// ---- keys

// Enter that only closes the list of an input method is not an answer; Safari sends it after the composition has ended.
function textKey(event) {
  if (event.target.tagName !== "INPUT" || event.key !== "Enter") return;
  const isComposing = event.isComposing || event.keyCode === 229;
  const isAnswer = !isComposing && event.target.dataset.noEnter === undefined; // a name is neither yes nor no
  if (!isAnswer) event.preventDefault();
}

// Cut off, and back again: another step may stand there, and a reader begins at it.
function cutOff() {
  const before = room.dataset.at;
  draw();
  if (room.dataset.at !== before) focus();
}

stand.start();
languages.start(() => !isPlaying(), draw);
idle.start(idlePlan, () => reset());
samples.start(() => guest.at === "attract" && !isCutOff() && document.visibilityState === "visible");
arrived.hear(draw);
called.hear(draw);
scanner.listen({
  isOpen: () => isBeingFound() && !isAsked(),
  code: (code) => (seen() === "confirm" ? asking.confirmByCode(code) : asking.findByCode(code)),
  card: cardShown,
  foreign: () => {
    if (seen() === "confirm") return;
    clearTyped();
    show("foreign");
  },
});
keypad.listen({
  isOpen: () => [...BEFORE, "digits"].includes(seen()) && !isCutOff() && !isAsked(),
  get: () => guest.digits,
  put: putDigits,
  remove: () => putDigits(guest.digits.slice(0, -1)),
  enter,
});
document.addEventListener("submit", submitted);
document.addEventListener("click", tapped);
document.addEventListener("keydown", textKey);
// Other settings or another build: whoever is in the middle comes to the end first; the next guest gets a fresh page anyway.
document.addEventListener("live:renew", (event) => {
  languages.forget();
  if (isPlaying()) event.preventDefault();
});
new MutationObserver(cutOff).observe(document.documentElement, { attributeFilter: ["class"] });
window.addEventListener("pagehide", () => { clearTyped(); answerBox.replaceChildren(); });
window.addEventListener("pageshow", (event) => { if (event.persisted) beginAnew(); });
draw();
asking.resume();
