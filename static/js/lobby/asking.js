// What is asked of the house for the guest: their booking, the check-in, a person, and what they like to tell.
import { newId } from "../tap.js";
import * as arrived from "./arrived.js";
import { deliver } from "./deliver.js";
import * as languages from "./languages.js";
import * as pending from "./pending.js";
import { answerBox, clearTyped, draw, focus, guest, nameField, putAnswer, root, show } from "./room.js";

const FIND_MS = 15000;
const NEVER_LOST_MS = 120000;
const MISSES_BEFORE_HELP = 5;
const READ_MS = 1000; // a scanner may read the same code twice at once; nobody can have read the question by then
const RENEWED_AFTER_MS = 300; // once what they wait for has been painted

const addressOf = (form) => new URL(form.action).pathname;

// What no key can have meant: control characters of a spreadsheet's cells and the like.
const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\ufffd]+/g, " ").trim();

// Sends one form for this guest; resolves with null when they have gone or no answer came in time.
async function send(form, milliseconds) {
  const mine = guest;
  mine.sending += 1;
  mine.sentence = "";
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

export async function find(element) {
  const name = plain(nameField.value);
  if (name) await lookUp({ digits: guest.digits, name });
}

export async function findByCode(code) {
  const mine = guest;
  await lookUp({ code });
  if (mine === guest && guest.at === "confirm") setTimeout(() => { mine.code = code; draw(); }, READ_MS);
}

// On the question whether this is them: the same code once more means yes, any other means nothing.
export async function confirmByCode(code) {
  if (code === guest.code) await checkIn(answerBox.querySelector("[data-does=check-in]"));
}

async function lookUp(sought) {
  const mine = guest;
  const form = { action: `${root}/lobby/lookups`, fields: { command_id: newId(), ...sought } };
  const answer = await send(form, FIND_MS);
  if (mine !== guest) return;
  if (answer?.fragment?.dataset.fragment === "not_found") guest.misses += 1;
  if (!answer) show("desk");
  else if (needsHelp(answer.fragment)) await call();
  else putAnswer(answer, form);
}

const needsHelp = (fragment) => Boolean(fragment && "calls" in fragment.dataset) || guest.misses >= MISSES_BEFORE_HELP;

export async function checkIn(element) {
  const ticket = new FormData(element).get("ticket");
  await arrive({ action: addressOf(element), fields: { command_id: newId(), ticket } });
}

export async function lookAround(element, reason, source) {
  await arrive({ action: addressOf(element), fields: { command_id: newId(), reason, source } });
}

async function arrive(form, milliseconds) {
  guest.code = "";
  const answer = await sendForCertain(form, milliseconds);
  if (!answer) return;
  if (needsHelp(answer.fragment)) {
    await call();
  } else {
    clearTyped();
    putAnswer(answer, form);
    setTimeout(() => languages.renew(draw), RENEWED_AFTER_MS); // somebody is being sent for: another face offers help now
  }
}

export async function call() {
  await finishCall({ action: `${root}/calls`, fields: { command_id: newId() }, accept: "application/json" });
}

async function finishCall(form, milliseconds) {
  guest.isCalled = false;
  show("coming");
  const answer = await sendForCertain(form, milliseconds);
  if (!answer) return;
  guest.isCalled = true;
  guest.call = answer.call;
  show(answer.status < 300 ? "coming" : "desk");
}

// One answer. It is never kept on the tablet: without a house to take it, the guest goes on, and the host will ask.
export async function tell(element, button) {
  const mine = guest;
  const fields = [...new FormData(element, button)].map(([name, value]) => [name, plain(value)]);
  if (fields.some(([name, value]) => ["wish", "plate"].includes(name) && !value)) return;
  const form = { action: addressOf(element), fields: [["command_id", newId()], ...fields], accept: "application/json" };
  const answer = await send(form, FIND_MS);
  if (mine !== guest) return;
  if (answer && answer.status >= 300 && answer.status !== 409) {
    guest.sentence = answer.message;
    draw();
  } else {
    goTo(answer?.status < 300 ? arrived.beside(guest.ask, 1) : arrived.last());
  }
}

export function goTo(ask) {
  guest.ask = ask;
  guest.sentence = "";
  show(guest.at);
}

export async function speak(locale) {
  const mine = guest;
  await languages.speak(locale, draw);
  if (mine !== guest || mine.at !== answerBox.dataset.step || mine.sending) return;
  const answer = await send(mine.asked, FIND_MS); // the same id: the same answer, told in another language
  if (!answer?.fragment || mine.at !== answerBox.dataset.step) return;
  arrived.keepTyped(answerBox, answer.fragment);
  answerBox.replaceChildren(answer.fragment);
  draw();
  focus();
}

// Check-ins and calls that were still on their way when the page went.
export function resume() {
  for (const { form, milliseconds } of pending.left()) {
    if (form.action.endsWith("/calls")) {
      finishCall(form, milliseconds);
    } else {
      show("sending");
      arrive(form, milliseconds);
    }
  }
}
