// The taps: each names its photo, is shown at once, and is sent until it has a definite answer (tap.js).
import { refuse } from "../refused.js";
import { send } from "../tap.js";
import { askForExtra, path } from "./dialogs.js";
import { $, actor, markOf, state, usesOf } from "./state.js";

let redraw = () => {};
let waiting = Promise.resolve();

export function onChange(listener) {
  redraw = listener;
}

// Anything that changes what the TV shows.
let taps = 0;

export async function steer(rest, fields, becomes) {
  taps += 1;
  const tap = taps;
  state.mine = { show: { ...state.mine?.show, ...becomes }, version: Infinity };
  redraw();
  const { status, answer } = await send(path(rest), { actor, ...fields });
  if (tap !== taps) return;
  if (status < 300) state.mine = state.mine && { ...state.mine, version: answer.version };
  else {
    state.mine = null;
    refuse(answer);
  }
  redraw();
}

// Anything that may cost something: asked once more with the price when the server names one. In order, one after another,
// so that no answer to a question meets another question; hence `fields` are asked for when their turn has come.
function paid(rest, fields, photo) {
  const turn = () => ask(rest, fields(), photo);
  waiting = waiting.then(turn, turn);
  return waiting;
}

async function ask(rest, fields, photo) {
  const { status, answer } = await send(path(rest), { actor, ...fields });
  if (status < 300) {
    if (answer.version > state.choice.version) Object.assign(state.choice, { version: answer.version, step: answer.step });
    return true;
  }
  if (answer.code === "price_changed") return ask(rest, without(fields, "agreed_cents"), photo);
  if (answer.code !== "over_allowance") {
    refuse(answer);
    return false;
  }
  const wish = await askForExtra(answer.detail, photo, $("over").dataset.albumName);
  if (wish === "add") return ask(rest, { ...without(fields, "swap"), agreed_cents: answer.detail.price_cents }, photo);
  if (wish === "swap") return ask(rest, { ...without(fields, "agreed_cents"), swap: answer.detail.swap }, photo);
  return false;
}

function without(fields, name) {
  const { [name]: _, ...rest } = fields;
  return rest;
}

// The same word once more takes it back.
export function mark(photo, wanted) {
  const word = markOf(photo) === wanted ? "none" : wanted;
  const uses = word === "pick" ? usesOf(photo) : ["album"];
  return say([[photo, word]], () => ({ photo, mark: word, ...madeFor(uses) }));
}

// The photo is picked in the place of another one, for all that one was for: one step, and it costs nothing.
export function takePlace(photo, loser) {
  return say([[photo, "pick"], [loser, "maybe"]], () => ({ photo, mark: "pick", swap: loser }));
}

// The first of the photos is the one that a question about its price shows.
async function say(words, fields) {
  for (const [photo, word] of words) state.pending.set(photo, word);
  redraw();
  const isDone = await paid("marks", fields, words[0][0]);
  for (const [photo, word] of words) {
    if (isDone) state.marked.set(photo, word);
    if (state.pending.get(photo) === word) state.pending.delete(photo);
  }
  redraw();
}

function madeFor(uses) {
  const others = uses.filter((one) => one !== "album");
  return { ...(others.length ? { uses: others.join() } : {}), ...(uses.includes("album") ? {} : { album: false }) };
}

// A pick is for the album, unless it is for something else alone; what is for nothing is for the album again.
export async function use(photo, product, isWanted) {
  const uses = usesOf(photo).filter((one) => one !== product).concat(isWanted ? [product] : []);
  await paid("marks", () => ({ photo, mark: "pick", ...madeFor(uses.length ? uses : ["album"]) }), photo);
  redraw();
}

// Whether it was taken back.
export async function undo() {
  if (state.choice.step === null) return false;
  const isDone = await paid("marks/undo", () => ({ step: state.choice.step }), null);
  redraw();
  return isDone;
}

export async function plain(address, fields) {
  const { status, answer } = await send(address, { actor, ...fields });
  if (status >= 300) refuse(answer);
  return status < 300;
}
