// On the wall: each tap names the photo and everything about how it hangs, and the TV follows. What is drawn here is what the
// server says of the TV; the geometry is the server's alone.
import * as clock from "./clock.js";
import { leaveFor } from "./leaving.js";
import { onChange } from "./live.js";
import { passing } from "./memory.js";
import { makePhotos } from "./photos.js";
import { watchScreen } from "./presenter-screen.js";
import { presenter } from "./presenting.js";
import { refuse } from "./refused.js";
import { send } from "./tap.js";
import "./twice.js";

const { timeline, wallScene } = window;
const root = document.body.dataset.root ?? "";
const page = document.querySelector(".hang");
const number = page.dataset.presentation;
const actor = presenter(page.dataset.actor);
const KEPT = "hth.wall";
const USUAL = { size: "", scene: "living", frame: 15, mat: 0, finish: "oak", is_far: false };
const $ = (id) => document.getElementById(id);

let served = null;
let order = [];
let away = new Set(); // what the party has put away: not shown again by going on
let mine = null; // how my last tap hangs it, until the server has said so
let drawn = "";
let taps = 0;
const watch = watchScreen(`${root}/presentations/${number}/screen`, $("tv-state"));
const photos = makePhotos(() => served.booking);

const cursor = () => (served.wall ? served.wall.slide : timeline.cursorAt(served, order, clock.now()));
const place = () => order.indexOf(mine?.slide ?? cursor());

// How it hangs, or would hang: as on the TV, else as it hung last on this tablet.
function choice() {
  const kept = passing.get(KEPT, {});
  const offered = [...document.querySelectorAll("[data-group=size] [data-value]")].map((button) => button.dataset.value);
  const size = offered.includes(kept.size) ? kept.size : offered[Math.floor(offered.length / 2)];
  const { size: hung, scene, frame, mat, finish, is_far } = served.wall ?? {};
  const now = served.wall ? { size: hung, scene, frame, mat, finish, is_far } : { ...USUAL, ...kept, size };
  return { ...now, ...mine?.choice };
}

// --- what the server says ---

function read() {
  const shown = $("show")?.dataset.show;
  if (!shown) {
    leaveFor("/presenter");
    return;
  }
  const isFirst = served === null;
  served = JSON.parse(shown);
  if (isFirst) photos.begin(served.presentation);
  order = JSON.parse($("slides").dataset.looks).flatMap(([, ids]) => ids);
  away = new Set(JSON.parse($("slides").dataset.away ?? "[]"));
  if (mine && served.version >= mine.version) mine = null;
  draw();
}

// --- taps ---

async function steer(path, fields, wanted) {
  taps += 1;
  const tap = taps;
  mine = { version: Infinity, ...wanted };
  draw();
  const { status, answer } = await send(`/presentations/${number}/${path}`, { actor, ...fields });
  if (tap !== taps) return;
  if (status < 300) {
    mine = mine && { ...mine, version: answer.version };
  } else {
    mine = null;
    refuse(answer);
  }
  read();
}

function hang(slide, wanted) {
  if (!slide) return;
  passing.put(KEPT, wanted);
  steer("wall", { slide, ...wanted }, { slide, choice: wanted });
}

function neighbour(step) {
  let at = Math.max(-1, place()) + step;
  while (away.has(order[at])) at += step;
  return order[at];
}

function go(step) {
  const slide = neighbour(step);
  if (!slide) return;
  if (served.wall) hang(slide, choice());
  else steer("slides", { slide }, { slide });
}

// --- drawing ---

function draw() {
  const wall = served.wall;
  const slide = cursor();
  $("place").textContent = (place() < 0 ? $("place").dataset.title : $("place").dataset.photo)
    .replace("{n}", place() + 1).replace("{m}", order.length);
  $("scene").hidden = !wall;
  $("plain").hidden = Boolean(wall) || !slide;
  $("now-title").hidden = Boolean(slide);
  $("down").hidden = !wall;
  $("hang").hidden = Boolean(wall);
  $("hang").disabled = !slide;
  $("dark").hidden = !served.is_black;
  $("idle").hidden = !served.is_idle;
  $("black").setAttribute("aria-pressed", served.is_black);
  $("back").disabled = !neighbour(-1);
  $("next").disabled = !neighbour(1);
  press(choice());
  tellTruth(wall);
  tellCrops(wall);
  photos.keep([slide, neighbour(1), neighbour(-1)].filter(Boolean));
  if (wall) drawScene(wall);
  else if (slide) photos.enlarge($("plain"), slide);
  watch(served.is_black ? "black" : wall ? JSON.stringify(wall) : slide ?? "title");
}

function press(now) {
  for (const button of page.querySelectorAll("[data-group] [data-value]")) {
    const wanted = now[button.closest("[data-group]").dataset.group];
    button.setAttribute("aria-pressed", String(wanted || "") === button.dataset.value || String(wanted) === button.dataset.value);
  }
  page.classList.toggle("is-unframed", Number(now.frame) === 0);
}

// Several TVs in a room may differ: the least true of them is what is said.
function tellTruth(wall) {
  const { dataset } = $("truth");
  const percents = wall ? wall.drawn.map((one) => one.percent) : [];
  const least = percents.includes(null) ? null : Math.min(...percents);
  $("truth").classList.toggle("ok", least === 100);
  $("truth").classList.toggle("soon", Boolean(wall) && least !== 100);
  if (!wall) $("truth").textContent = dataset.not;
  else if (!wall.drawn[0].device) $("truth").textContent = dataset.alone;
  else if (least === null) $("truth").textContent = dataset.unknown;
  else $("truth").textContent = least === 100 ? dataset.true : dataset.smaller.replace("{n}", least);
}

function tellCrops(wall) {
  const crops = new Map(wall?.crops ?? []);
  for (const small of page.querySelectorAll("[data-group=size] small")) {
    const percent = crops.get(small.closest("[data-value]").dataset.value);
    small.textContent = percent === undefined ? "" : percent ? small.dataset.crop.replace("{n}", percent) : small.dataset.whole;
  }
  const cropped = wall ? crops.get(wall.size) : 0;
  $("crop").hidden = !cropped;
  if (cropped) drawCrop(wall, cropped);
}

// The whole photo, with a window where the paper is.
function drawCrop(wall, percent) {
  const image = $("crop").querySelector("img");
  photos.enlarge(image, wall.slide, () => {
    const [photo, paper] = [image.naturalWidth / image.naturalHeight, wall.print[2] / wall.print[3]];
    const [width, height] = [Math.min(1, paper / photo), Math.min(1, photo / paper)];
    const { style } = $("crop").querySelector("i");
    style.setProperty("inset", `${50 * (1 - height)}% ${50 * (1 - width)}%`);
    const words = $("crop").querySelector("p");
    words.textContent = (width < 1 ? words.dataset.sides : words.dataset.ends).replace("{n}", percent);
  });
}

function drawScene(wall) {
  const [view] = wall.drawn;
  const key = JSON.stringify([wall, view]);
  if (key !== drawn) {
    drawn = key;
    wallScene.draw($("scene"), wall, view.window);
    $("scene").style.setProperty("aspect-ratio", view.window[2] / view.window[3]);
    $("scene").style.setProperty("--shape", view.window[2] / view.window[3]);
  }
  photos.enlarge($("scene").querySelector("img.print"), wall.slide);
}

page.addEventListener("click", (event) => {
  const button = event.target.closest("[data-value]");
  const name = button?.closest("[data-group]")?.dataset.group;
  if (name) hang(cursor(), { ...choice(), [name]: name === "is_far" ? Boolean(button.dataset.value) : button.dataset.value });
});
$("hang").addEventListener("click", () => hang(cursor(), choice()));
$("black").addEventListener("click", () => steer("black", { black: !served.is_black }, {}));
$("down").addEventListener("click", () => steer("slides", { slide: cursor() }, {}));
$("back").addEventListener("click", () => go(-1));
$("next").addEventListener("click", () => go(1));
const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  go(KEYS[event.key]);
});
onChange(read);
read();
