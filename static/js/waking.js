// A tablet that slept shows what was true when it fell asleep. Until it shows what is true now no finger counts: the tap would be
// meant for what stood there hours ago (FAULTS F16).
const SLEPT_MS = 4000; // so long without a tick: the page did not run
const TICK_MS = 250;
const AGAIN_MS = 300;
const GIVE_WAY_MS = 10000; // without the house for so long: the veil says so, and taps wait as on any screen that is cut off
const INPUT = ["pointerdown", "pointerup", "click", "submit", "keydown"];

let look = null; // puts the house's page in place; false where it could not be had
let tickedAt = Date.now();
let slept = 0;
let isWaking = false;

async function wake() {
  slept += 1;
  if (isWaking) return;
  isWaking = true;
  document.documentElement.classList.add("is-waking");
  const until = Date.now() + GIVE_WAY_MS;
  for (let seen = 0, isIn = false; seen !== slept || (!isIn && Date.now() < until);) {
    if (seen) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    seen = slept;
    isIn = await look();
  }
  isWaking = false;
  document.documentElement.classList.remove("is-waking");
}

function tick() {
  const now = Date.now();
  const hasSlept = now - tickedAt > SLEPT_MS && document.visibilityState !== "hidden"; // hidden pages tick as rarely as they may
  tickedAt = now;
  if (hasSlept && look) wake();
}

// The finger that wakes it may come before anything else does.
function block(event) {
  tick();
  if (!isWaking) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

for (const kind of INPUT) window.addEventListener(kind, block, { capture: true });

export function start(fetchPage) {
  look = fetchPage;
  setInterval(tick, TICK_MS);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") wake(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
}
