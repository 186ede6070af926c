// Looking through a booking's photos before the day: one large, all of them below, the presenter's own note and the studio's pick.
import { onChange } from "./live.js";
import { lasting } from "./memory.js";
import { makePhotos, put } from "./photos.js";
import { presenter, remember } from "./presenting.js";
import { send } from "./tap.js";
import "./twice.js";
import { filled, write } from "./words.js";

const LOOKED = "hth.looked"; // how far somebody has come with these photos, kept over a reload
const AGAIN_MS = 2000;
const page = document.querySelector(".looking");
const booking = page.dataset.booking;
const $ = (id) => document.getElementById(id);

const photos = makePhotos(() => booking);
const frames = new Map(); // by photo: its button in the strip
const kept = lasting.get(LOOKED, {});
const seen = new Set(kept.booking === booking ? kept.seen : []);

let order = [];
let labels = new Map(); // by photo: its look
let notes = new Map(); // by photo: [words, isStar]
let written = "";
let current = kept.booking === booking ? kept.current : null;
let noted = "";

// --- what the server says ---

function read() {
  const looks = $("slides").dataset.looks;
  if (looks !== written) {
    written = looks;
    const runs = JSON.parse(looks);
    order = runs.flatMap(([, ids]) => ids);
    labels = new Map(runs.flatMap(([label, ids]) => ids.map((id) => [id, label])));
    lay();
  }
  notes = new Map(JSON.parse($("notes").dataset.notes).map(([photo, words, isStar]) => [photo, [words, isStar]]));
  if (!order.includes(current)) current = order[0] ?? null;
  draw();
}

function lay() {
  $("strip").replaceChildren(...order.map((id, index) => {
    if (!frames.has(id)) frames.set(id, photos.thumb(id, "", "lazy"));
    frames.get(id).setAttribute("aria-label", String(index + 1));
    const item = document.createElement("li");
    item.appendChild(frames.get(id));
    return item;
  }));
}

// --- drawing ---

function draw() {
  const place = order.indexOf(current);
  $("none").hidden = current !== null;
  $("now").hidden = current === null;
  $("place").textContent = current === null ? "" : $("place").dataset.photo.replace("{n}", place + 1).replace("{m}", order.length);
  $("look").hidden = !labels.get(current);
  $("look").textContent = labels.get(current) ?? "";
  $("back").disabled = place <= 0;
  $("next").disabled = place < 0 || place >= order.length - 1;
  for (const [id, frame] of frames) {
    const [words, isStar] = notes.get(id) ?? ["", false];
    frame.toggleAttribute("data-star", isStar);
    frame.toggleAttribute("data-noted", words !== "");
    frame.toggleAttribute("data-seen", seen.has(id));
    if (id === current) frame.setAttribute("aria-current", "true");
    else frame.removeAttribute("aria-current");
  }
  const told = [...notes.values()];
  const counts = { notes: told.filter(([words]) => words).length, stars: told.filter(([, isStar]) => isStar).length };
  write($("tally"), filled($("tally").dataset.words, counts));
  drawNote();
  drawDone();
  if (current !== null) show(place);
}

function drawNote() {
  const [words, isStar] = notes.get(current) ?? ["", false];
  $("star").setAttribute("aria-pressed", isStar);
  $("star").disabled = $("note").disabled = current === null;
  // what is being typed is not the server's to change
  if ($("note").dataset.photo !== (current ?? "") || (words !== noted && document.activeElement !== $("note"))) $("note").value = words;
  $("note").dataset.photo = current ?? "";
  noted = words;
}

function drawDone() {
  const left = order.filter((id) => !seen.has(id)).length;
  const isDone = $("previewed")?.hasAttribute("data-is-seen");
  $("done").hidden = isDone;
  $("done").disabled = left > 0 || !order.length || !$("who").value;
  $("left").hidden = isDone || !order.length || (left === 0 && $("who").value !== "");
  $("left").textContent = left ? $("left").dataset.words.replace("{n}", left) : $("left").dataset.who;
}

function show(place) {
  const id = current;
  photos.keep([id, order[place + 1], order[place + 2], order[place - 1]].filter(Boolean));
  if ($("now").dataset.photo === id) return;
  frames.get(id)?.scrollIntoView({ inline: "center", block: "nearest" });
  photos.load(id).then((blob) => {
    if (current !== id) return;
    put($("now"), blob);
    $("now").dataset.photo = id;
    seen.add(id);
    lasting.put(LOOKED, { booking, seen: [...seen], current });
    draw();
  }, () => setTimeout(() => { if (current === id) show(place); }, AGAIN_MS));
}

// --- taps ---

const actor = () => $("who").value;

async function tap(path, fields) {
  const { status, answer } = await send(path, { actor: actor(), ...fields });
  $("refused").hidden = status < 300;
  $("refused").textContent = status < 300 ? "" : answer.message;
}

function keepWords() {
  const words = $("note").value.trim();
  const photo = $("note").dataset.photo;
  if (photo && words !== noted) tap(`/bookings/${booking}/photo-notes`, words ? { photo, words } : { photo, is_cleared: true });
  noted = words;
}

function go(by) {
  keepWords();
  current = order[Math.max(0, Math.min(order.length - 1, order.indexOf(current) + by))] ?? null;
  draw();
}

$("next").addEventListener("click", () => go(1));
$("back").addEventListener("click", () => go(-1));
$("strip").addEventListener("click", (event) => {
  const photo = event.target.closest("[data-photo]")?.dataset.photo;
  if (photo) go(order.indexOf(photo) - order.indexOf(current));
});
$("star").addEventListener("click", () => {
  tap(`/bookings/${booking}/photo-notes`, { photo: current, star: $("star").getAttribute("aria-pressed") !== "true" });
});
$("note").addEventListener("blur", keepWords);
window.addEventListener("pagehide", keepWords); // tap.js sends it from wherever this tablet goes next
$("done").addEventListener("click", () => tap(`/bookings/${booking}/preview`, { revision: $("previewed").dataset.revision }));
$("who").value = page.dataset.staff || presenter("");
if ($("who").selectedIndex < 0) $("who").value = "";
$("who").addEventListener("change", () => {
  remember($("who").value);
  draw();
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest("textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowRight") go(1);
  if (event.key === "ArrowLeft") go(-1);
});

photos.begin(booking, `/previews/${booking}/grant`);
onChange(read);
read();
