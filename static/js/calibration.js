// A card's outline on a TV, adjusted from here. Each tap says how wide it is to be, never "a bit more"; while one is on its way
// only the last width waits, so a held finger does not lag behind.
import { onChange } from "./live.js";
import { refuse } from "./refused.js";
import { send } from "./tap.js";
import { write } from "./words.js";

const HOLD_MS = 400;
const EVERY_MS = 90;
const SMALLEST = 30;
const wanted = new Map(); // by TV: the width that my finger asks for
const sending = new Set();

const itemOf = (element) => element.closest("[data-device]");
const widthOf = (item) => wanted.get(item.dataset.device) ?? Number(item.dataset.card || item.dataset.first);

function draw() {
  for (const item of document.querySelectorAll("[data-device]")) {
    item.classList.toggle("is-shown", Boolean(item.dataset.card) || wanted.has(item.dataset.device));
    const words = item.querySelector(".card-width");
    if (words) write(words, words.dataset.words.replace("{n}", widthOf(item)));
  }
}

async function show(item, width) {
  const { device, most } = item.dataset;
  wanted.set(device, Math.max(SMALLEST, Math.min(Math.floor(most * 2) / 2, width)));
  draw();
  if (sending.has(device)) return;
  sending.add(device);
  for (let said = null; wanted.has(device) && said !== wanted.get(device);) {
    said = wanted.get(device);
    const { status, answer } = await send(`/devices/${device}/card`, { width: said });
    if (status >= 300) {
      refuse(answer);
      wanted.delete(device);
    }
  }
  sending.delete(device);
}

async function finish(item, path, fields) {
  const { status, answer } = await send(`/devices/${item.dataset.device}/${path}`, fields);
  if (status >= 300) refuse(answer);
  wanted.delete(item.dataset.device);
  draw();
}

const ACTS = {
  begin: (item) => show(item, widthOf(item)),
  fits: (item) => finish(item, "calibration", { width: widthOf(item) }),
  leave: (item) => finish(item, "card/removal", {}),
};

let held = 0;

function letGo() {
  clearTimeout(held);
}

function step(button) {
  show(itemOf(button), widthOf(itemOf(button)) + Number(button.dataset.step));
}

document.addEventListener("pointerdown", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const again = () => { step(button); held = setTimeout(again, EVERY_MS); };
  held = setTimeout(again, HOLD_MS);
});
for (const event of ["pointerup", "pointercancel", "blur"]) window.addEventListener(event, letGo);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step], [data-act]");
  if (button?.dataset.step) step(button);
  else if (button) ACTS[button.dataset.act](itemOf(button));
});
onChange(draw);
draw();
