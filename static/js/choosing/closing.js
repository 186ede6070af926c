// The closing page: the picks once more, the signature, and the way on to retouching.
import { leaveFor } from "../leaving.js";
import { onChange } from "../live.js";
import { makePhotos } from "../photos.js";
import { presenter } from "../presenting.js";
import { refuse } from "../refused.js";
import { send } from "../tap.js";
import "../twice.js";
import { makePad } from "./pad.js";

const page = document.querySelector("[data-presentation]");
const { presentation: number, booking } = page.dataset;
const actor = presenter(page.dataset.actor);
const $ = (id) => document.getElementById(id);
const MOST_SHOWN = 120;

const photos = makePhotos(() => booking);
let hasBegun = false;
let written = "";
let isSending = false;
let signedUnder = ""; // what was to be signed when the first stroke was drawn
let agreed = ""; // the day that was signed; whoever opens the choice again has not forgotten it

const sums = () => `${$("summary").dataset.picks} ${$("summary").dataset.cents}`;
const pad = makePad($("pad"), () => {
  signedUnder ||= sums();
  if (pad.isEmpty()) signedUnder = "";
  draw();
});

async function tap(path, fields) {
  const { status, answer } = await send(path, { actor, ...fields });
  if (status >= 300) refuse(answer);
  return status < 300;
}

function read() {
  const shown = $("show")?.dataset.show;
  if (!shown) {
    leaveFor("/presenter");
    return;
  }
  if (!hasBegun) photos.begin(Number(number));
  hasBegun = true;
  const { is_narrowed: isNarrowed, is_black: isBlack, is_idle: isIdle } = JSON.parse(shown);
  $("dark").hidden = !isBlack;
  page.classList.toggle("is-black", isBlack && !isIdle);
  page.classList.toggle("is-idle", isIdle);
  const words = $("narrow").querySelector("span");
  $("narrow").setAttribute("aria-pressed", isNarrowed);
  words.textContent = isNarrowed ? words.dataset.all : words.dataset.picks;
  drawPicks(JSON.parse($("marks").dataset.marks));
  agreed = $("signed")?.dataset.pickup ?? agreed;
  if (!$("signed") && agreed && !$("pickup").value) $("pickup").value = agreed;
  drawCopying();
  if (!isSending && signedUnder && signedUnder !== sums() && !$("signed")) signAnew();
  draw();
}

// Another tablet, or a photo that went, has changed what they were signing.
function signAnew() {
  pad.clear();
  refuse({ message: $("sign").dataset.changed });
}

function drawPicks(choice) {
  const { picked } = choice;
  if (picked.join() === written) return;
  written = picked.join();
  $("picked").replaceChildren(...picked.slice(0, MOST_SHOWN).map((id, index) => {
    const item = document.createElement("li");
    const image = item.appendChild(document.createElement("img"));
    image.alt = $("picked").dataset.label.replace("{n}", index + 1);
    image.loading = "lazy";
    photos.small(image, id);
    return item;
  }));
}

function draw() {
  const isSigned = $("signed") !== null;
  page.classList.toggle("is-signed", isSigned);
  const picks = Number($("summary").dataset.picks);
  $("pad-clear").disabled = pad.isEmpty();
  $("sign-now").disabled = pad.isEmpty() || picks === 0 || isSending || isSigned;
  $("narrow").disabled = picks === 0;
}

async function sign(event) {
  event.preventDefault();
  isSending = true;
  draw();
  const { picks, cents } = $("summary").dataset;
  const day = $("pickup").value;
  const fields = { signature: pad.path(), picks, total_cents: cents, ...(day ? { pickup_on: day } : {}) };
  const isDone = await tap(`/presentations/${number}/confirmation`, fields);
  isSending = false;
  if (isDone) pad.clear();
  draw();
}

async function reopen(event) {
  event.preventDefault();
  if (await tap(`/bookings/${booking}/selection/reopening`, { reason: $("reason").value })) $("reason").value = "";
}

// Copying goes on after its answer, and large originals take their time: until it is told when it was done.
let copied = null; // when it had been done before

async function handOver(what) {
  const before = $("handed-copies")?.dataset.at ?? "";
  if (!(await tap(`/bookings/${booking}/selection/${what}`, {})) || what !== "copies") return;
  copied = before;
  drawCopying();
}

function drawCopying() {
  if (copied !== null && copied !== ($("handed-copies")?.dataset.at ?? "")) copied = null;
  $("copying").hidden = copied === null;
}

// The way to the clipboard that plain HTTP has as well.
function copy(button) {
  $("searched").select();
  if (document.execCommand("copy")) button.textContent = button.dataset.copied;
}

function pressed(event) {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  const hand = event.target.closest("[data-hand]")?.dataset.hand;
  if (hand) handOver(hand);
  if (event.target.closest("[data-act=package]")) tap(`/presentations/${number}/marks/package`, {});
}

$("narrow").addEventListener("click", () => {
  const isNarrowed = $("narrow").getAttribute("aria-pressed") === "true";
  tap(`/presentations/${number}/narrowing`, { only: isNarrowed ? "all" : "picks" });
});
$("light").addEventListener("click", () => tap(`/presentations/${number}/black`, { black: false }));
$("pad-clear").addEventListener("click", pad.clear);
$("sign").addEventListener("submit", sign);
$("reopen").addEventListener("submit", reopen);
page.addEventListener("click", pressed);
onChange(read);
read();
