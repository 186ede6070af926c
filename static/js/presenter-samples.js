// The samples, gone through by finger, key or clicker, on the tablet alone or on the room's TV too. Each is asked for again
// whenever it is shown, and now and then while it stays: one whose consent was taken back answers no more, and is left out.
import "./afterwards.js";
import "./leaving.js";
import { onChange } from "./live.js";
import { put } from "./photos.js";
import { presenter } from "./presenting.js";
import { refuse } from "./refused.js";
import { send } from "./tap.js";
import { within } from "./within.js";
import { write } from "./words.js";

const AGAIN_MS = 5000; // answered without the picture while nothing has changed
const PICTURE_MS = 20000; // on a slow line one takes its time
const LEAVE_MS = 1000; // a tap that has no answer by then goes on from the next page
const $ = (id) => document.getElementById(id);
const page = document.querySelector("main.samples").dataset;
const root = document.body.dataset.root ?? "";
const actor = presenter(page.actor);
const picture = $("picture");
const all = [...document.querySelectorAll("#samples [data-src]")].map((one) => one.dataset.src);
let place = 0;
let tv = {}; // what the room's TV shows, as the house says
let mine = null; // what my own taps have asked for and the house has not said yet
let taps = 0;

const keyOf = (address) => address.split("/").pop();
// The showing that this page may change: the one it was opened from, or one of samples alone.
const number = () => page.presentation || (tv.is_ours ? tv.presentation : null);
const isBusy = () => !page.presentation && tv.presentation !== null && !tv.is_ours;
const onTv = () => mine ?? tv.sample;

// null: it may not be shown, or not any more; undefined: the house is away, and what is shown stays.
async function fetched(address) {
  try {
    const response = await fetch(address, { cache: "no-cache", signal: within(PICTURE_MS) });
    return response.ok ? await response.blob() : response.status >= 500 ? undefined : null;
  } catch {
    return undefined;
  }
}

function draw() {
  for (const id of ["back", "next"]) $(id).hidden = all.length < 2;
  $("none").hidden = all.length > 0;
  write($("place"), all.length ? $("place").dataset.words.replace("{n}", place + 1).replace("{m}", all.length) : "");
  if (!all.length) picture.hidden = true;
  $("to-tv").hidden = !tv.has_tv || isBusy() || !all.length;
  $("to-tv").setAttribute("aria-pressed", Boolean(onTv()));
  $("busy").hidden = !isBusy();
  $("busy").textContent = isBusy() ? $("busy").dataset.words.replace("{name}", tv.presenter).replace("{party}", tv.party) : "";
}

function bringUp(blob, address) {
  put(picture, blob);
  picture.dataset.shown = address;
  picture.hidden = false;
}

async function show() {
  draw();
  const address = all[place];
  if (!address) return;
  const blob = await fetched(address);
  if (blob === null && all.includes(address)) leaveOut(address);
  else if (blob && address === all[place] && address !== picture.dataset.shown) bringUp(blob, address);
}

function leaveOut(address) {
  const at = all.indexOf(address);
  all.splice(at, 1);
  if (at < place || place === all.length) place = Math.max(0, place - 1);
  if (onTv() === keyOf(address)) takeOff();
  show();
}

// Nothing that nobody has tapped comes in its place; why it went stands there until somebody taps, for they may be away just now.
function takeOff() {
  if (!number()) return;
  takeAway();
  $("gone").hidden = false;
}

// Round and round: there is no end that a guest should run into. What is on the TV goes along.
function go(by) {
  $("gone").hidden = true;
  if (!all.length) return;
  place = (place + by + all.length) % all.length;
  if (onTv()) bring();
  show();
}

// --- the room's TV ---

function bring() {
  const sample = keyOf(all[place]);
  return act(number() ? `/presentations/${number()}/samples` : `/rooms/${page.room}/samples`, { sample }, sample);
}

function takeAway() {
  return number() ? act(`/presentations/${number()}/samples/removal`, {}, "") : Promise.resolve();
}

async function act(path, fields, becomes) {
  taps += 1;
  const tap = taps;
  mine = becomes;
  draw();
  const { tap: told, status, answer } = await send(path, { actor, ...fields });
  if (tap !== taps) return;
  if (status >= 300 && !told.hasWaited) refuse(answer); // else it is listed among what came afterwards
  if (status >= 300 || tv.sample === becomes) mine = null;
  draw();
}

// Closed samples do not stay on the TV.
async function close(event) {
  event.preventDefault();
  $("close").setAttribute("aria-disabled", "true");
  if (onTv()) await Promise.race([takeAway(), new Promise((resolve) => { setTimeout(resolve, LEAVE_MS); })]);
  location.assign($("close").href);
}

function read() {
  tv = JSON.parse($("on-tv").dataset.onTv);
  if (mine === tv.sample) mine = null;
  draw();
}

const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  go(KEYS[event.key]);
});
$("back").addEventListener("click", () => go(-1));
$("next").addEventListener("click", () => go(1));
$("to-tv").addEventListener("click", () => {
  $("gone").hidden = true;
  return onTv() ? takeAway() : bring();
});
$("close").addEventListener("click", close);
document.querySelector("figure").addEventListener("click", () => go(1));
setInterval(show, AGAIN_MS);
onChange(read);
read();
place = Math.max(0, all.findIndex((address) => keyOf(address) === tv.sample)); // a tablet that comes back goes on from there
if (tv.sample && !all.some((address) => keyOf(address) === tv.sample)) takeOff(); // it went while the tablet was away
show();
