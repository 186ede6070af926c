// Pictures to pick, at most so many: with the last one ticked the others rest until one is given back. On a tablet in the party's
// hands what is ticked and not yet sent stays over a reload, until it is sent, given up, or picked otherwise elsewhere.
import { passing } from "./memory.js";

const KEY = "hth.poses";
const draftOf = document.querySelector("form[data-draft]");

const boxesIn = (list) => [...list.querySelectorAll("input[type=checkbox]")];
const picked = (is) => boxesIn(draftOf).filter((box) => box[is]).map((box) => box.value).join();

function rest(list) {
  const boxes = boxesIn(list);
  const isFull = boxes.filter((box) => box.checked).length >= Number(list.dataset.most);
  for (const box of boxes) box.disabled = isFull && !box.checked;
}

function restAll() {
  for (const list of document.querySelectorAll(".pose-grid[data-most]")) rest(list);
}

// Of which party and look, and instead of which picks: only there the ticks make sense.
const place = () => `${draftOf.dataset.draft} ${picked("defaultChecked")}`;

function keep() {
  passing.put(KEY, { place: place(), ticked: picked("checked") });
}

function takeUp() {
  const kept = passing.get(KEY, {});
  if (kept.place !== place()) return;
  const ticked = kept.ticked.split(",");
  for (const box of boxesIn(draftOf)) box.checked = ticked.includes(box.value);
}

document.addEventListener("change", ({ target }) => {
  const list = target.closest(".pose-grid[data-most]");
  if (!list) return;
  rest(list);
  if (draftOf) keep();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("form[data-draft] a")) passing.put(KEY, null);
});
document.addEventListener("toggle", restAll, true); // a folded list may have come anew meanwhile
if (draftOf) takeUp();
restAll();
