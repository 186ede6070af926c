// All photos of the choice as small copies, a page at a time: two thousand photos are never more than a page of elements.
import { $, cursor, labelOf, markOf, noteOf, photos, place, state } from "./state.js";
import { chip, lieOnOneAnother, openAndClose } from "./stacks.js";

const MOST = 40;
const MOST_COMPARED = 4;
const NEAR = 160; // a thumb and its gap, in px
const AROUND = [48, 240]; // what stands beside, above and below the thumbs

const wanted = { mark: "all", look: null };
const frames = new Map();
let from = 0;
let cells = []; // a photo each, or those that look alike
let isChoosing = false;
let chosen = [];

// What has been put away comes up again only where somebody asks for it.
const isOf = (mark) => (id) => (mark === "all" ? markOf(id) !== "pass" : markOf(id) === (mark === "open" ? "none" : mark));

// Whether this photo is among those that the filters let through; Next and Previous keep to them too.
export const isWanted = (id) => isOf(wanted.mark)(id) && (wanted.look === null || state.lookOf.get(id) === wanted.look);

export const isOpen = () => !$("grid").hidden;

function perPage() {
  const across = Math.max(2, Math.floor(($("grid").clientWidth - AROUND[0]) / NEAR));
  const down = Math.max(2, Math.floor(($("grid").clientHeight - AROUND[1]) / NEAR));
  const bounded = Math.min(down, Math.floor(MOST / across));
  $("thumbs").style.setProperty("--across", across);
  $("thumbs").style.setProperty("--down", bounded);
  return across * bounded;
}

// Whoever compares, looks over the picks or searches what was put away sees each photo by itself.
const isStacking = () => !isChoosing && wanted.mark !== "pick" && wanted.mark !== "pass";

function arrange() {
  const ids = state.order.filter(isWanted);
  cells = isStacking() ? lieOnOneAnother(ids) : ids.map((id) => ({ id, holds: [id], stack: null }));
}

const cellOf = (id) => cells.findIndex((cell) => cell.holds.includes(id));
const photosIn = (some) => some.reduce((sum, cell) => sum + cell.holds.length, 0);

function goTo(index) {
  from = Math.max(0, index - (index % perPage()));
}

function frame({ id, holds }) {
  const found = frames.get(id) ?? photos.thumb(id, "");
  frames.set(id, found);
  found.setAttribute("aria-label", labelOf(id));
  found.dataset.n = place(id) + 1;
  found.dataset.mark = markOf(id);
  found.toggleAttribute("data-star", noteOf(id)[2]);
  if (holds.includes(cursor())) found.setAttribute("aria-current", "true");
  else found.removeAttribute("aria-current");
  if (isChoosing) found.setAttribute("aria-pressed", chosen.includes(id));
  else found.removeAttribute("aria-pressed");
  return found;
}

// Drawn anew only where another photo comes, or a stack opens.
function drawThumbs(some) {
  const list = $("thumbs");
  for (const id of [...frames.keys()]) if (!some.some((cell) => cell.id === id)) frames.delete(id);
  const key = some.map(({ id, stack }) => `${id}${stack ? `${stack.isOpen}${stack.isFirst}` : ""}`).join();
  if (key === list.dataset.key) {
    some.forEach((cell, index) => { frame(cell); chip(list.children[index], cell); });
    return;
  }
  const { photo, stack } = document.activeElement?.closest?.("#thumbs button")?.dataset ?? {};
  list.dataset.key = key;
  list.replaceChildren(...some.map((cell) => {
    const item = document.createElement("li");
    item.appendChild(frame(cell));
    chip(item, cell);
    return item;
  }));
  const again = frames.get(photo) ?? [...list.querySelectorAll("[data-stack]")].find((one) => one.dataset.stack === stack);
  if (photo || stack) (again ?? list.querySelector("button") ?? $("grid-close")).focus();
}

export function draw() {
  drawFilters();
  if (!isOpen()) return;
  arrange();
  const size = perPage();
  if (from >= cells.length) goTo(cells.length - 1);
  const some = cells.slice(from, from + size);
  if (some[0]?.stack) some[0] = { ...some[0], stack: { ...some[0].stack, isFirst: true } }; // begun on a page before
  drawThumbs(some);
  $("no-thumbs").hidden = cells.length > 0;
  $("page-back").disabled = from === 0;
  $("page-next").disabled = from + size >= cells.length;
  const before = photosIn(cells.slice(0, from));
  const words = $("page-place").dataset.text;
  $("page-place").textContent = cells.length
    ? words.replace("{n}", `${before + 1}–${before + photosIn(some)}`).replace("{m}", photosIn(cells))
    : "";
  drawStop();
  $("grid").classList.toggle("is-choosing", isChoosing);
  $("grid").classList.toggle("is-away", wanted.mark === "pass" && !isChoosing);
  $("choose-some").setAttribute("aria-pressed", isChoosing);
  $("compare-some").hidden = !isChoosing;
  $("compare-some").disabled = chosen.length < 2;
}

// The way back to the package is always at hand; the meter says whether there is one.
const meterStop = () => document.querySelector("#meters [data-act=package]");

function drawStop() {
  $("grid-stop").hidden = !meterStop();
  $("grid-stop").disabled = meterStop()?.disabled ?? true;
}

function drawFilters() {
  const ofLook = state.order.filter((id) => wanted.look === null || state.lookOf.get(id) === wanted.look);
  for (const button of document.querySelectorAll("#grid [data-filter]")) {
    button.setAttribute("aria-pressed", button.dataset.filter === wanted.mark);
    button.querySelector("small").textContent = ofLook.filter(isOf(button.dataset.filter)).length;
  }
  const names = state.looks.map(([name]) => name);
  const list = $("look-filters");
  if (list.dataset.names !== names.join("\n")) {
    list.dataset.names = names.join("\n");
    list.replaceChildren(...[null, ...names.keys()].map((look) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset.look = look ?? "";
      button.textContent = look === null ? list.dataset.every : names[look] || list.dataset.without;
      return button;
    }));
  }
  list.hidden = names.length < 2;
  for (const button of list.children) button.setAttribute("aria-pressed", button.dataset.look === String(wanted.look ?? ""));
}

// The filters that are on, as their buttons call them.
export function wantedNames() {
  const pressed = [...document.querySelectorAll("#grid [data-filter][aria-pressed=true], #look-filters [aria-pressed=true]")];
  const on = pressed.filter(({ dataset }) => (dataset.filter ?? "all") !== "all" || (dataset.look ?? "") !== "");
  return on.map((button) => button.cloneNode(true)).map((copy) => {
    copy.querySelector("small")?.remove();
    return copy.textContent.trim();
  });
}

export function wantAll() {
  Object.assign(wanted, { mark: "all", look: null });
}

export function open(isOpening) {
  $("grid").hidden = !isOpening;
  $("grid-open").setAttribute("aria-expanded", isOpening);
  if (isOpening) {
    arrange();
    goTo(cellOf(cursor()));
    draw();
    ($("thumbs").querySelector("[aria-current]") ?? $("grid-close")).focus();
  } else {
    isChoosing = false;
    chosen = [];
    $("grid-open").focus();
  }
}

function choose(id) {
  if (chosen.includes(id)) chosen = chosen.filter((one) => one !== id);
  else if (chosen.length < MOST_COMPARED) chosen = [...chosen, id];
  draw();
}

// All that a stack holds comes onto one page, if it fits there at all; a longer one begins one.
function turn(stack) {
  openAndClose(stack);
  arrange();
  const at = cells.findIndex((cell) => cell.stack?.key === stack);
  const { length } = cells.filter((cell) => cell.stack?.key === stack);
  if (length === 1 && at < from) goTo(at);
  else if (at < from || at + length > from + perPage()) from = Math.max(0, at);
  draw();
}

// Everything that looks like this photo, each by itself, with this one in the middle.
export function openStackOf(id) {
  open(true);
  const { stack } = cells[cellOf(id)] ?? {};
  if (stack && !stack.isOpen) turn(stack.key);
  from = Math.max(0, cellOf(id) - Math.floor(perPage() / 2));
  draw();
}

function beginChoosing(isBeginning, some) {
  const first = cells[from]?.id;
  isChoosing = isBeginning;
  chosen = some;
  arrange();
  goTo(cellOf(some[0] ?? first));
  draw();
}

// One photo waits for others to be seen beside.
export function compareWith(id) {
  open(true);
  beginChoosing(true, id ? [id] : []);
}

// `shown(id)` when one is to be seen large, `restored(id)` when one is brought back, `compared(ids)` side by side.
export function listen({ shown, restored, compared }) {
  const page = (by) => () => { from = Math.max(0, from + by * perPage()); draw(); };
  $("grid-open").addEventListener("click", () => open(true));
  $("grid-close").addEventListener("click", () => open(false));
  $("grid-stop").addEventListener("click", () => meterStop()?.click());
  $("page-back").addEventListener("click", page(-1));
  $("page-next").addEventListener("click", page(1));
  $("choose-some").addEventListener("click", () => beginChoosing(!isChoosing, []));
  $("compare-some").addEventListener("click", () => { const some = chosen; open(false); compared(some); });
  $("grid").addEventListener("click", (event) => {
    const { filter, look, photo, stack } = event.target.closest("button")?.dataset ?? {};
    if (filter) wanted.mark = filter;
    if (look !== undefined) wanted.look = look === "" ? null : Number(look);
    if (filter || look !== undefined) { from = 0; draw(); }
    if (stack) turn(stack);
    if (!photo) return;
    if (isChoosing) choose(photo);
    else if (wanted.mark === "pass") restored(photo);
    else { open(false); shown(photo); }
  });
  window.addEventListener("resize", draw);
}
