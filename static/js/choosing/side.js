// Beside the photo: those that look like it, the next three, what else it is for, its retouch notes, and the presenter's own
// note and star, which can be covered when the customers sit close by.
import { passing } from "../memory.js";
import { $, labelOf, markOf, noteOf, number, photos, place, retouchesOf, show, state, usesOf } from "./state.js";
import * as taps from "./taps.js";

const COVERED = "hth.covered";
const ALIKE_SHOWN = 6;
let drawn = null;
let noted = "";

function list(element, ids) {
  if (element.dataset.ids !== ids.join()) {
    element.dataset.ids = ids.join();
    element.replaceChildren(...ids.map((id) => {
      const item = document.createElement("li");
      item.appendChild(photos.thumb(id, labelOf(id)));
      return item;
    }));
  }
  for (const button of element.querySelectorAll("[data-photo]")) {
    button.dataset.mark = markOf(button.dataset.photo);
    button.setAttribute("aria-label", labelOf(button.dataset.photo));
  }
}

// Of a long burst those that were taken just before and after it.
function nearest(group, id) {
  const first = Math.min(group.indexOf(id) - ALIKE_SHOWN / 2, group.length - 1 - ALIKE_SHOWN);
  return group.slice(Math.max(0, first)).filter((other) => other !== id).slice(0, ALIKE_SHOWN);
}

export function draw(id, next) {
  const group = state.groupOf.get(id) ?? [];
  $("alike").hidden = group.length === 0;
  list($("alike-list"), nearest(group, id));
  $("duel").hidden = group.filter((other) => markOf(other) !== "pass").length < 2;
  $("alike-all").hidden = group.length - 1 <= ALIKE_SHOWN;
  $("alike-all").textContent = $("alike-all").dataset.words.replace("{n}", group.length);
  $("next-three").hidden = next.length === 0 || group.length > 0;
  list($("then"), next);
  drawUses(id);
  drawRetouches(id);
  drawNote(id);
}

function drawUses(id) {
  const { products } = state.choice;
  $("uses").hidden = !products.length || markOf(id) !== "pick";
  const holder = $("use-list");
  if (holder.children.length !== products.length) {
    holder.replaceChildren(...products.map(([key, name]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset.use = key;
      button.textContent = key === "album" ? $("uses").dataset.album : name;
      return button;
    }));
  }
  for (const button of holder.children) {
    button.setAttribute("aria-pressed", usesOf(id).includes(button.dataset.use));
    button.disabled = state.choice.is_confirmed;
  }
}

function drawRetouches(id) {
  const notes = retouchesOf(id);
  const key = `${id} ${JSON.stringify(notes)} ${state.choice.is_confirmed}`;
  $("retouches").hidden = notes.length === 0;
  if ($("retouch-list").dataset.key === key) return;
  $("retouch-list").dataset.key = key;
  $("retouch-list").replaceChildren(...notes.map(([note, , , , words], index) => {
    const item = document.createElement("li");
    item.appendChild(document.createElement("span")).textContent = words;
    if (state.choice.is_confirmed) return item;
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "btn plain";
    button.dataset.unpin = note;
    button.textContent = "×";
    button.setAttribute("aria-label", $("retouch-list").dataset.remove.replace("{n}", index + 1));
    return item;
  }));
}

function drawNote(id) {
  const isCovered = passing.get(COVERED, false);
  $("mine").hidden = place(id) < 0;
  $("mine").classList.toggle("is-covered", isCovered);
  $("cover").setAttribute("aria-pressed", isCovered);
  $("cover").textContent = isCovered ? $("cover").dataset.uncover : $("cover").dataset.cover;
  if (place(id) < 0) return;
  const [, words, isStar] = noteOf(id);
  const [camera, time] = state.shotOf.get(id) ?? ["", ""];
  $("shot").hidden = !camera && !time;
  $("shot").textContent = camera && time ? $("shot").dataset.both.replace("{camera}", () => camera).replace("{time}", time) : camera || time;
  $("star").setAttribute("aria-pressed", isStar);
  $("show-star").hidden = !isStar && show().star !== id;
  $("show-star").setAttribute("aria-pressed", show().star === id);
  // what is being typed is not the server's to change
  if (drawn !== id || (words !== noted && document.activeElement !== $("note"))) $("note").value = words;
  drawn = id;
  noted = words;
}

function note(fields) {
  return taps.plain(`/bookings/${state.choice.booking}/photo-notes`, { photo: drawn, ...fields });
}

function keepWords() {
  const words = $("note").value.trim();
  if (drawn && words !== noted) note(words ? { words } : { is_cleared: true });
  noted = words;
}

// `shown(id)` when one is to be seen large, `starred()` when the TV is to show the studio's star on `target()`, the photo that
// all this is about, `opened(id)` when all that look like it are to be seen.
export function listen({ shown, starred, target, opened }) {
  $("alike-list").addEventListener("click", (event) => shown(event.target.closest("[data-photo]")?.dataset.photo));
  $("alike-all").addEventListener("click", () => opened(target()));
  $("then").addEventListener("click", (event) => shown(event.target.closest("[data-photo]")?.dataset.photo));
  $("use-list").addEventListener("click", (event) => {
    const button = event.target.closest("[data-use]");
    if (button) taps.use(target(), button.dataset.use, button.getAttribute("aria-pressed") !== "true");
  });
  $("retouch-list").addEventListener("click", (event) => {
    const pin = event.target.closest("[data-unpin]")?.dataset.unpin;
    if (pin) taps.plain(`/presentations/${number}/retouches/${pin}/removal`, {});
  });
  $("star").addEventListener("click", () => note({ star: $("star").getAttribute("aria-pressed") !== "true" }));
  $("show-star").addEventListener("click", starred);
  $("note").addEventListener("blur", keepWords);
  window.addEventListener("pagehide", keepWords); // tap.js sends it from wherever this tablet goes next
  $("note-form").addEventListener("submit", (event) => { event.preventDefault(); keepWords(); });
  $("cover").addEventListener("click", () => {
    passing.put(COVERED, !passing.get(COVERED, false));
    drawNote(target());
  });
}
