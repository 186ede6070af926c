// All photos of the choice as small copies, a page at a time: two thousand photos are never more than a page of elements.
import { $, cursor, markOf, noteOf, place, state } from "./state.js";
import { thumb } from "./photos.js";

const MOST = 40;
const MOST_COMPARED = 4;
const NEAR = 160; // a thumb and its gap, in px
const AROUND = [48, 240]; // what stands beside, above and below the thumbs

const wanted = { mark: "all", look: null };
const frames = new Map();
let from = 0;
let ids = [];
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

function label(id) {
  return $("thumbs").dataset[markOf(id)].replace("{n}", place(id) + 1);
}

function frame(id) {
  const found = frames.get(id) ?? thumb(id, "");
  frames.set(id, found);
  found.setAttribute("aria-label", label(id));
  found.dataset.n = place(id) + 1;
  found.dataset.mark = markOf(id);
  found.toggleAttribute("data-star", noteOf(id)[2]);
  found.toggleAttribute("data-alike", state.groupOf.has(id));
  if (id === cursor()) found.setAttribute("aria-current", "true");
  else found.removeAttribute("aria-current");
  if (isChoosing) found.setAttribute("aria-pressed", chosen.includes(id));
  else found.removeAttribute("aria-pressed");
  return found;
}

export function draw() {
  drawFilters();
  if (!isOpen()) return;
  ids = state.order.filter(isWanted);
  const size = perPage();
  from = Math.max(0, Math.min(from, ids.length - 1));
  from -= from % size;
  const some = ids.slice(from, from + size);
  for (const id of [...frames.keys()]) if (!some.includes(id)) frames.delete(id);
  const list = $("thumbs");
  const had = document.activeElement?.closest?.("#thumbs [data-photo]")?.dataset.photo;
  if (some.join() !== list.dataset.ids) {
    list.dataset.ids = some.join();
    list.replaceChildren(...some.map((id) => {
      const item = document.createElement("li");
      item.appendChild(frame(id));
      return item;
    }));
    if (had) (frames.get(had) ?? list.querySelector("button") ?? $("grid-close")).focus();
  } else some.forEach(frame);
  $("no-thumbs").hidden = ids.length > 0;
  $("page-back").disabled = from === 0;
  $("page-next").disabled = from + size >= ids.length;
  const words = $("page-place").dataset.text;
  $("page-place").textContent = ids.length ? words.replace("{n}", `${from + 1}–${from + some.length}`).replace("{m}", ids.length) : "";
  $("grid").classList.toggle("is-choosing", isChoosing);
  $("grid").classList.toggle("is-away", wanted.mark === "pass" && !isChoosing);
  $("choose-some").setAttribute("aria-pressed", isChoosing);
  $("compare-some").hidden = !isChoosing;
  $("compare-some").disabled = chosen.length < 2;
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

export function open(isOpening) {
  $("grid").hidden = !isOpening;
  $("grid-open").setAttribute("aria-expanded", isOpening);
  if (isOpening) {
    from = Math.max(0, state.order.filter(isWanted).indexOf(cursor()));
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

// One photo waits for others to be seen beside.
export function compareWith(id) {
  open(true);
  isChoosing = true;
  chosen = id ? [id] : [];
  draw();
}

// `shown(id)` when one is to be seen large, `restored(id)` when one is brought back, `compared(ids)` side by side.
export function listen({ shown, restored, compared }) {
  const page = (by) => () => { from = Math.max(0, from + by * perPage()); draw(); };
  $("grid-open").addEventListener("click", () => open(true));
  $("grid-close").addEventListener("click", () => open(false));
  $("page-back").addEventListener("click", page(-1));
  $("page-next").addEventListener("click", page(1));
  $("choose-some").addEventListener("click", () => { isChoosing = !isChoosing; chosen = []; draw(); });
  $("compare-some").addEventListener("click", () => { const some = chosen; open(false); compared(some); });
  $("grid").addEventListener("click", (event) => {
    const { filter, look, photo } = event.target.closest("button")?.dataset ?? {};
    if (filter) wanted.mark = filter;
    if (look !== undefined) wanted.look = look === "" ? null : Number(look);
    if (filter || look !== undefined) { from = 0; draw(); }
    if (!photo) return;
    if (isChoosing) choose(photo);
    else if (wanted.mark === "pass") restored(photo);
    else { open(false); shown(photo); }
  });
  window.addEventListener("resize", draw);
}
