// The samples, gone through by finger, key or clicker. Each is asked for again whenever it is shown, and now and then while it
// stays: one whose consent was taken back answers no more, and is left out.

const AGAIN_MS = 5000; // answered without the picture while nothing has changed
const $ = (id) => document.getElementById(id);
const picture = $("picture");
const all = [...document.querySelectorAll("#samples [data-src]")].map((one) => one.dataset.src);
let place = 0;

// null: it may not be shown, or not any more; undefined: the house is away, and what is shown stays.
async function fetched(address) {
  try {
    const response = await fetch(address, { cache: "no-cache" });
    return response.ok ? await response.blob() : response.status >= 500 ? undefined : null;
  } catch {
    return undefined;
  }
}

function draw() {
  for (const id of ["back", "next"]) $(id).hidden = all.length < 2;
  $("none").hidden = all.length > 0;
  $("place").textContent = all.length ? $("place").dataset.words.replace("{n}", place + 1).replace("{m}", all.length) : "";
  if (!all.length) picture.hidden = true;
}

function put(blob, address) {
  const old = picture.src;
  picture.src = URL.createObjectURL(blob);
  picture.dataset.shown = address;
  picture.hidden = false;
  if (old.startsWith("blob:")) URL.revokeObjectURL(old);
}

async function show() {
  draw();
  const address = all[place];
  if (!address) return;
  const blob = await fetched(address);
  if (blob === null && all.includes(address)) leaveOut(address);
  else if (blob && address === all[place] && address !== picture.dataset.shown) put(blob, address);
}

function leaveOut(address) {
  const at = all.indexOf(address);
  all.splice(at, 1);
  if (at < place || place === all.length) place = Math.max(0, place - 1);
  show();
}

// Round and round: there is no end that a guest should run into.
function go(by) {
  if (!all.length) return;
  place = (place + by + all.length) % all.length;
  show();
}

const KEYS = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  go(KEYS[event.key]);
});
$("back").addEventListener("click", () => go(-1));
$("next").addEventListener("click", () => go(1));
document.querySelector("figure").addEventListener("click", () => go(1));
setInterval(show, AGAIN_MS);
show();
