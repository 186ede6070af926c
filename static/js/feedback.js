// The feedback station at the lobby: sent until it is answered, forgotten when nobody is there, nothing left for the next guest.
import * as card from "./lobby/card.js";
import { deliver } from "./lobby/deliver.js";
import * as idle from "./lobby/idle.js";
import * as scanner from "./lobby/scanner.js";
import * as stand from "./lobby/stand.js";
import { newId } from "./tap.js";

const TRY_MS = 60000;

const { root, locale } = document.body.dataset;
const room = document.querySelector(".feedback-room");
const form = document.getElementById("feedback");
const told = document.getElementById("told");
let isSending = false;

function say(text, isWaiting = false) {
  told.textContent = text;
  told.classList.toggle("is-waiting", isWaiting);
}

function leave() {
  form.reset();
  location.replace(`${root}/lobby`);
}

// An address can be shown again and again; the words stay in the hand that wrote them.
function change(event) {
  const link = event.target.closest("[data-language], [data-leave]");
  if (!link) return;
  event.preventDefault();
  if (isSending) return;
  if ("leave" in link.dataset) return leave();
  const faces = [...new FormData(form)].filter(([name]) => name.startsWith("face-"));
  const address = new URL(link.href);
  for (const [name, face] of faces) address.searchParams.set(name, face);
  location.replace(address);
}

function isEmpty(fields) {
  return ![...fields].some(([name, value]) => name.startsWith("face-") || (name === "words" && value.trim()));
}

// The way to a person: sent like everything else, and then the lobby says who comes.
async function call(element) {
  const back = new FormData(element).get("back");
  const asked = { action: element.action, fields: { command_id: newId() }, accept: "application/json" };
  isSending = true;
  const answer = await deliver(asked, { until: performance.now() + TRY_MS, onState: saying });
  form.reset();
  location.replace(answer ? back : `${root}/lobby`);
}

const saying = (state) => say(told.dataset[state] ?? "", true);

async function send(event) {
  event.preventDefault();
  if (isSending) return;
  const fields = new FormData(form);
  if (isEmpty(fields)) return say(told.dataset.nothing);
  isSending = true;
  fields.set("command_id", newId());
  const asked = { action: form.action, fields, accept: "application/json" };
  const answer = await deliver(asked, { until: performance.now() + TRY_MS, onState: saying });
  isSending = false;
  idle.touched(); // who has waited for the answer was not away
  if (!answer) return say(told.dataset.unsaved); // thanks only for what was kept; whoever goes is forgotten as ever
  if (answer.status >= 300) return say(answer.message);
  form.reset();
  return location.replace(`${root}/feedback?step=thanks&lang=${locale}`);
}

// By the printed card: the faces of one stage after the other are numbered.
const passed = new Set();
const stageAsked = () => [...form.querySelectorAll("fieldset")].find((one) => !passed.has(one) && !one.querySelector(":checked"));
const BY_CARD = { START: leave, NEXT: () => passed.add(stageAsked()), LOOKING: () => {} };

function cardShown(word, choice) {
  card.show(word, choice, BY_CARD);
  card.draw(room, true, () => [...(stageAsked()?.querySelectorAll("label") ?? [])]);
}

const plan = () => (isSending ? null : { seconds: Number(room.dataset.idle), warning: Number(room.dataset.warning) });

stand.start();
idle.start(plan, leave);
form.addEventListener("submit", send);
document.querySelector(".call").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isSending) call(event.target);
});
document.addEventListener("click", change);
scanner.listen({ isOpen: () => false, card: cardShown }); // no booking is looked for here
window.addEventListener("pagehide", () => form.reset());
window.addEventListener("pageshow", (event) => { if (event.persisted) form.reset(); });
