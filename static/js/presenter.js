// The presenter's remote. A tap names the slide that it means and is shown here at once; what the server says wins as
// soon as it has heard that tap.
import "./afterwards.js";
import * as clock from "./clock.js";
import { leaveFor } from "./leaving.js";
import { onChange } from "./live.js";
import { drawer } from "./presenter-pictures.js";
import { drawNotes } from "./presenter-notes.js";
import { sampleDrawer } from "./presenter-sample.js";
import { watchScreen } from "./presenter-screen.js";
import { presenter } from "./presenting.js";
import { refuse } from "./refused.js";
import { send } from "./tap.js";
import "./twice.js";

const { timeline } = window;
const root = document.body.dataset.root ?? "";
const remote = document.querySelector(".remote");
const number = remote.dataset.presentation;
const actor = presenter(remote.dataset.actor);
const $ = (id) => document.getElementById(id);

let served = null;
let looks = [];
let order = [];
let away = new Set(); // what the party has put away: shown again only when it is tapped itself
let mine = null; // what my own taps have asked for and the server has not said yet
let taps = 0;
let ticking = 0;
let written = "";

const show = () => ({ ...served, ...mine?.show });
const cursor = () => timeline.cursorAt(show(), order, clock.now());
const place = () => order.indexOf(cursor());
const pictures = drawer(() => served);
const drawSample = sampleDrawer(`${root}/presenter/samples/`, remote, $("sample"));
const watch = watchScreen(`${root}/presentations/${number}/screen`, $("tv-state"));

// --- what the server says ---

function read() {
  const shown = $("show")?.dataset.show;
  if (!shown) {
    leaveFor("/presenter"); // it has ended, perhaps on another tablet
    return;
  }
  served = JSON.parse(shown);
  if (mine && served.version >= mine.version) mine = null;
  away = new Set(JSON.parse($("slides").dataset.away ?? "[]"));
  const slides = $("slides").dataset.looks;
  if (slides !== written) {
    written = slides;
    looks = JSON.parse(slides);
    order = looks.flatMap(([, ids]) => ids);
    pictures.lay(looks);
  }
  draw();
}

// --- taps ---

async function act(path, fields, becomes) {
  taps += 1;
  const tap = taps;
  mine = { show: { ...mine?.show, ...becomes }, version: Infinity };
  draw();
  const { tap: sent, status, answer } = await send(`/presentations/${number}/${path}`, { actor, ...fields });
  if (tap !== taps) return;
  if (status < 300) mine.version = answer.version;
  else mine = null;
  if (status >= 300 && !sent.hasWaited) refuse(answer); // else it is listed among what came afterwards
  read();
}

function go(index) {
  const slide = order[index];
  if (!slide || (slide === cursor() && !show().sample)) return;
  act("slides", { slide }, { slide, since: show().since === null ? null : clock.now(), star: null, sample: null });
}

// The next place whose photo is not on the wall already (two may share it) and has not been put away; where there is none,
// one that is not there.
function step(by) {
  const here = timeline.beside(show(), cursor());
  let index = place() + by;
  while (here.includes(order[index]) || away.has(order[index])) index += by;
  return index;
}

function playOrPause() {
  const slide = cursor();
  if (timeline.isPlaying(show(), order, clock.now())) {
    act("pause", { slide }, { slide, since: null });
    return;
  }
  const beginning = order.find((id) => !away.has(id));
  const first = order[step(1)] ? slide ?? beginning : beginning;
  act("playing", { slide: first }, { slide: first, since: clock.now(), is_black: false, star: null, sample: null });
}

function black() {
  const slide = cursor();
  const isBlack = !show().is_black;
  const fields = isBlack && slide ? { black: true, slide } : { black: isBlack };
  act("black", fields, isBlack ? { is_black: true, slide, since: null } : { is_black: false });
}

// What stood there before the sample, and nothing that has not been shown.
const takeSampleAway = () => act("samples/removal", {}, { sample: null });

// Only here does the party learn that it is the studio's pick; a play rests on it.
function star() {
  const slide = cursor();
  const isShown = show().star !== slide;
  act("star", { slide, is_shown: isShown }, isShown ? { slide, since: null, star: slide } : { star: null });
}

function end() {
  $("end-now").disabled = true;
  send(`/presentations/${number}/end`, { actor }).then(() => leaveFor("/presenter"));
}

// --- drawing ---

function draw() {
  clearTimeout(ticking);
  const now = show();
  const index = place();
  const slide = cursor();
  const isPlaying = timeline.isPlaying(now, order, clock.now());
  remote.classList.toggle("is-black", now.is_black);
  remote.classList.toggle("is-idle", now.is_black && now.is_idle);
  remote.classList.toggle("is-playing", isPlaying);
  $("play").setAttribute("aria-pressed", isPlaying);
  $("black").setAttribute("aria-pressed", now.is_black);
  const words = index < 0 ? $("place").dataset.title : $("place").dataset.photo;
  $("place").textContent = words.replace("{n}", index + 1).replace("{m}", order.length);
  $("back").disabled = !order[step(-1)];
  $("next").disabled = !order[step(1)];
  $("last").hidden = index < 0 || Boolean(order[step(1)]);
  const here = slide === null ? [] : timeline.beside(now, slide);
  const coming = order.slice(index + 1).filter((id) => !away.has(id) && !here.includes(id));
  pictures.draw(slide, here, coming.slice(0, 3), order.slice(Math.max(0, index - 1), Math.max(0, index)));
  drawNotes(slide, now.star);
  drawSample(now.sample);
  watch(now.is_black ? "black" : now.sample ? `sample-${now.sample}` : slide ?? "title");
  const due = timeline.nextChange(now, order, clock.now());
  const over = isPlaying && due === Infinity ? timeline.overAt(now, order) : due;
  if (over !== Infinity) ticking = setTimeout(draw, Math.max(0, over - clock.now()));
}

function open(panel, button, isOpen) {
  panel.hidden = !isOpen;
  button.setAttribute("aria-expanded", isOpen);
  if (isOpen) panel.querySelector("[aria-current], button")?.focus();
  else button.focus();
  if (isOpen) panel.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

// Keyboards and clickers: what they send is theirs to know, so several keys mean the same.
const KEYS = {
  ArrowRight: () => go(step(1)),
  ArrowDown: () => go(step(1)),
  PageDown: () => go(step(1)),
  ArrowLeft: () => go(step(-1)),
  ArrowUp: () => go(step(-1)),
  PageUp: () => go(step(-1)),
  Home: () => go(order.findIndex((id) => !away.has(id))),
  End: () => go(order.length - 1 - [...order].reverse().findIndex((id) => !away.has(id))),
  " ": playOrPause,
  b: black,
  B: black,
  ".": black,
  Escape: () => { open($("contact"), $("all"), false); open($("ending"), $("end"), false); },
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select")) return;
  if (event.key === " " && event.target.closest("button")) return;
  if (event.repeat && !/^(Arrow|Page)/.test(event.key)) return; // a key that is held is one tap
  const act = KEYS[event.key];
  if (!act || (!$("contact").hidden && event.key !== "Escape")) return;
  event.preventDefault();
  act();
}

$("next").addEventListener("click", () => go(step(1)));
$("back").addEventListener("click", () => go(step(-1)));
$("play").addEventListener("click", playOrPause);
$("black").addEventListener("click", black);
$("sample-away").addEventListener("click", takeSampleAway);
$("show-star").addEventListener("click", star);
$("all").addEventListener("click", () => {
  pictures.spread();
  open($("contact"), $("all"), true);
});
$("close").addEventListener("click", () => open($("contact"), $("all"), false));
$("end").addEventListener("click", () => open($("ending"), $("end"), $("ending").hidden));
$("go-on").addEventListener("click", () => open($("ending"), $("end"), false));
$("end-now").addEventListener("click", end);
remote.addEventListener("click", (event) => {
  const slide = event.target.closest("[data-slide]")?.dataset.slide;
  if (!slide) return;
  if (!$("contact").hidden) open($("contact"), $("all"), false);
  go(order.indexOf(slide));
});
document.addEventListener("keydown", pressed);
onChange(read);
read();
