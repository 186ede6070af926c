// The sample show of the idle screen: one picture melts into the next, slowly. A picture is shown only once it is there,
// so nothing ever flashes; who does not like motion sees them change without any.
import { onChange } from "../live.js";
import { within } from "../within.js";

const DWELL_MS = 9000;
const FADE_MS = 2400; // as in lobby.css
const AGAIN_MS = 30000;
const PICTURE_MS = 20000; // on a slow line one takes its time
const LOOK_MS = 300; // after the house has gone on: a consent may have been taken back

const frame = document.getElementById("show");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
let place = -1;
let looking = 0;

const addresses = () => [...document.querySelectorAll("#samples [data-src]")].map((one) => one.dataset.src);
const shown = () => [...frame.querySelectorAll(".sample")];

function take(image) {
  image.removeAttribute("src");
  image.remove();
}

// Whether it may still be shown: only the house's own no takes it away, not its silence.
async function isAllowed(address) {
  try {
    const response = await fetch(address, { cache: "no-cache", signal: within(PICTURE_MS) });
    return response.ok || response.status >= 500;
  } catch {
    return true;
  }
}

async function loaded(address) {
  if (!await isAllowed(address)) return null; // a browser may have kept it
  const image = new Image();
  image.alt = "";
  image.draggable = false;
  image.className = "sample";
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    return null; // the house is away: what is shown stays
  }
}

// The new picture lies over the old one, which goes when it can no longer be seen.
function put(image) {
  const old = shown();
  frame.append(image);
  requestAnimationFrame(() => requestAnimationFrame(() => image.classList.add("is-here")));
  setTimeout(() => old.forEach(take), calm.matches ? 0 : FADE_MS);
}

async function lookAgain() {
  looking = 0;
  for (const image of shown()) if (!await isAllowed(image.src)) take(image);
}

async function next(isIdle) {
  const all = addresses();
  let wait = AGAIN_MS;
  if (!all.length) {
    shown().forEach(take);
  } else if (isIdle()) {
    await lookAgain();
    place = (place + 1) % all.length;
    const isAlone = all.length === 1 && shown().length > 0;
    const image = isAlone ? null : await loaded(all[place]);
    if (image) put(image);
    wait = image || isAlone ? DWELL_MS : AGAIN_MS / 10;
  } else {
    wait = DWELL_MS;
  }
  setTimeout(next, wait, isIdle);
}

export function start(isIdle) {
  onChange(() => { if (shown().length) looking ||= setTimeout(lookAgain, LOOK_MS); });
  next(isIdle);
}
