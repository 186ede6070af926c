// The sample show of the idle screen: one picture melts into the next, slowly. A picture is shown only once it is there,
// so nothing ever flashes; who does not like motion sees them change without any.

const DWELL_MS = 9000;
const FADE_MS = 2400; // as in lobby.css
const AGAIN_MS = 30000;

const frame = document.getElementById("show");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
let place = -1;

const addresses = () => [...document.querySelectorAll("#samples [data-src]")].map((one) => one.dataset.src);

async function loaded(address) {
  const image = new Image();
  image.alt = "";
  image.draggable = false;
  image.className = "sample";
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    return null; // withdrawn, or the house is away: what is shown stays
  }
}

// The new picture lies over the old one, which goes when it can no longer be seen.
function put(image) {
  const old = [...frame.querySelectorAll(".sample")];
  frame.append(image);
  requestAnimationFrame(() => requestAnimationFrame(() => image.classList.add("is-here")));
  setTimeout(() => old.forEach((one) => { one.removeAttribute("src"); one.remove(); }), calm.matches ? 0 : FADE_MS);
}

async function next(isIdle) {
  const all = addresses();
  let wait = AGAIN_MS;
  if (!all.length) {
    frame.querySelectorAll(".sample").forEach((one) => one.remove());
  } else if (isIdle()) {
    place = (place + 1) % all.length;
    const isAlone = all.length === 1 && frame.querySelector(".sample");
    const image = isAlone ? null : await loaded(all[place]);
    if (image) put(image);
    wait = image || isAlone ? DWELL_MS : AGAIN_MS / 10;
  } else {
    wait = DWELL_MS;
  }
  setTimeout(next, wait, isIdle);
}

export function start(isIdle) {
  next(isIdle);
}
