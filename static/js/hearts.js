// The heart for the picture on the wall. Which one that is the phone computes as the TV does; a tap names it, and says how
// often this heart has been tapped by now, so that it may arrive late or twice.
import * as clock from "./clock.js";
import { onChange } from "./live.js";
import { lasting } from "./memory.js";
import { send } from "./tap.js";

const { timeline } = window;
const TWICE_WITHIN_MS = 500; // who taps twice for joy loves it once
const STEADY_MS = 700; // a new picture fades in: a finger that is on its way still means the old one

const page = document.getElementById("hearts");
const code = page.dataset.code;
const KEY = `hth.hearts.${code}`;
const hearts = ["left", "one", "right"].map((id) => document.getElementById(id));
const refusal = page.querySelector(".refusal");

let wall = null;
let shown = []; // the ids on the wall, left to right
let before = [];
let changedAt = -Infinity;
let ticking = 0;
let last = { at: -Infinity, photo: null };
const mine = remembered();

// What this phone has tapped: its own memory and the server's, whichever knows more.
function remembered() {
  const said = JSON.parse(page.dataset.mine);
  for (const [photo, taps] of Object.entries(lasting.get(KEY, {}))) said[photo] = Math.max(taps, said[photo] ?? 0);
  return said;
}

function read() {
  const part = document.getElementById("wall");
  wall = part ? JSON.parse(part.dataset.wall) : null;
  draw();
}

function state() {
  if (!wall) return "over";
  return wall.state === "giving" && wall.is_black ? "dark" : wall.state;
}

function draw() {
  clearTimeout(ticking);
  page.dataset.state = state();
  if (!wall || wall.state !== "giving") return;
  const slide = timeline.cursorAt(wall, wall.order, clock.now());
  const now = slide ? timeline.beside(wall, slide) : [];
  if (now.join() !== shown.join()) {
    before = shown;
    shown = now;
    changedAt = performance.now();
  }
  const [left, one, right] = hearts;
  one.hidden = shown.length !== 1;
  left.hidden = right.hidden = shown.length !== 2;
  hearts.forEach((heart) => heart.setAttribute("aria-pressed", isLoved(photoOf(heart, shown))));
  page.classList.toggle("is-loved", shown.some(isLoved));
  const due = timeline.nextChange(wall, wall.order, clock.now());
  if (due !== Infinity) ticking = setTimeout(draw, Math.max(20, due - clock.now()));
}

const isLoved = (photo) => (mine[photo] ?? 0) % 2 === 1;

function photoOf(heart, photos) {
  if (photos.length === 2) return photos[heart.id === "right" ? 1 : 0];
  return photos[0];
}

async function tapped(heart, event) {
  const isEarly = performance.now() - changedAt < STEADY_MS && before.length === shown.length;
  const photo = photoOf(heart, isEarly ? before : shown);
  const isTwice = event.detail > 0 && photo === last.photo && event.timeStamp - last.at < TWICE_WITHIN_MS;
  last = { at: event.timeStamp, photo };
  if (!photo || isTwice) return;
  mine[photo] = (mine[photo] ?? 0) + 1;
  lasting.put(KEY, mine);
  heart.classList.remove("is-beating");
  heart.getBoundingClientRect(); // so that it beats anew
  if (isLoved(photo)) heart.classList.add("is-beating");
  draw();
  const { status, answer } = await send(`/h/${code}/hearts`, { photo, taps: mine[photo] });
  settle(photo, status < 300 ? Math.max(mine[photo], answer.taps) : mine[photo] - 1);
  refusal.hidden = status < 300;
  if (status >= 300) refusal.textContent = answer.message;
}

// How often the server knows this heart to have been tapped: a refused tap was none.
function settle(photo, taps) {
  if (taps === mine[photo]) return;
  mine[photo] = taps;
  lasting.put(KEY, mine);
  draw();
}

for (const heart of hearts) heart.addEventListener("click", (event) => tapped(heart, event));
onChange(read);
read();
