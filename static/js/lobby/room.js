// The room of one guest: everything known of them is in `guest`, and with that object it is gone. `show` goes to a step,
// `draw` makes the page what the guest's state says.
import { write } from "../words.js";
import * as arrived from "./arrived.js";
import * as called from "./called.js";
import * as card from "./card.js";
import * as idle from "./idle.js";
import * as keypad from "./keypad.js";
import * as stand from "./stand.js";

const ASKING = ["attract", "language", "digits", "name", "reason", "source", "foreign", "not_found", "expired"]; // senseless while cut off; `confirm` is not

export const room = document.getElementById("room");
export const answerBox = document.getElementById("answer");
export const nameField = document.getElementById("family-name");
export const root = document.body.dataset.root;

const someone = () => ({
  at: "attract", digits: "", reason: "", ask: "", misses: 0, asked: null, code: "", says: "", sentence: "", sending: 0, isCalled: true, call: "", isByCard: false,
});

export let guest = someone();

export const isCutOff = () => document.documentElement.classList.contains("is-stale");

export const isAsking = () => ASKING.includes(seen());

export const seen = () => (isCutOff() && guest.at !== "attract" && ASKING.includes(guest.at) ? "desk" : guest.at);

export function draw() {
  const at = seen();
  room.dataset.at = at;
  room.classList.toggle("is-busy", guest.says !== ""); // once it is said
  for (const step of room.querySelectorAll("[data-step]")) step.hidden = step.dataset.step !== at;
  called.draw(room, guest);
  const words = document.getElementById("lobby-words").dataset;
  document.getElementById("words").dataset.stale = words.stale;
  for (const line of room.querySelectorAll("[data-said]")) {
    write(line, guest.sentence || (guest.says ? words[guest.says] : ""));
    line.dataset.state = guest.says === "unsent" || guest.sentence ? "waiting" : "";
  }
  for (const hint of room.querySelectorAll("[data-scan-again]")) hint.hidden = !guest.code;
  keypad.draw(guest.digits);
  arrived.draw(at === "done" ? guest : null);
  card.draw(room, guest.isByCard);
}

export function show(at) {
  guest.at = at;
  idle.touched();
  if (at !== "name") stand.stepChanged(); // an empty answer does no harm, and typists are fast
  draw();
  focus();
}

// Where a reader begins: the name's field, for it is to be typed into, else what the step is about.
export function focus() {
  const headings = [...room.querySelectorAll("[data-step]:not([hidden]) h1")];
  const heading = headings.find((one) => !one.closest("[hidden]"));
  (seen() === "name" ? nameField : heading)?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

export function putAnswer({ fragment }, form) {
  if (!fragment) return show("desk");
  guest.asked = form;
  guest.ask = arrived.first(fragment);
  guest.call = fragment.dataset.call ?? "";
  answerBox.replaceChildren(fragment);
  answerBox.dataset.step = fragment.dataset.fragment;
  return show(fragment.dataset.fragment);
}

export function clearTyped() {
  guest.digits = "";
  nameField.value = "";
}

// Nothing of this guest stays; the next one stands before the first page.
export function forgetGuest() {
  clearTyped();
  guest = someone();
  answerBox.replaceChildren();
  answerBox.dataset.step = "";
}
