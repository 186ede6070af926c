// The party's own page: how much longer, in minutes from now; forms that close behind a tap; and goodbye.
import * as clock from "./clock.js";
import { onChange } from "./live.js";
import { filled, write } from "./words.js";

const LOOK_MS = 10000;
const STEP_MS = 300000;

const ms = (element, name) => Number(element.dataset[name]);
const minutes = (length) => Math.round(length / 60000);

// Rounded outwards to five minutes: a range that looks exact would not be honest.
const down = (length) => Math.floor(length / STEP_MS) * STEP_MS;
const up = (length) => Math.ceil(length / STEP_MS) * STEP_MS;

function stayText(element, now) {
  const low = down(ms(element, "lowAt") - now);
  const high = up(ms(element, "highAt") - now);
  const words = element.dataset;
  if (high <= 0) return words.over;
  return filled(low <= 0 ? words.most : words.more, { low: minutes(low), high: minutes(high) });
}

// What takes longer than usual moves all that follows.
function dayText(element, delay) {
  const at = (name, round) => clock.timeOfDay(round(ms(element, name) + delay));
  return filled(element.dataset.words, { low: at("endLow", down), high: at("endHigh", up) });
}

function draw() {
  if (document.getElementById("visit-goodbye")) {
    location.reload();
    return;
  }
  const now = clock.now();
  const stay = document.querySelector("[data-low-at]");
  if (stay) write(stay, stayText(stay, now));
  const day = document.querySelector("[data-end-low]");
  if (day) write(day, dayText(day, stay ? Math.max(0, now - ms(stay, "highAt")) : 0));
}

function answered({ detail: { tap, status } }) {
  const form = [...document.querySelectorAll("details form")].find((one) => one.action.endsWith(tap.url));
  if (!form || status >= 300) return;
  if (form.id === "concern-form") form.reset();
  form.closest("details").open = false;
}

onChange(draw);
setInterval(draw, LOOK_MS);
document.addEventListener("tap:answered", answered);
draw();
