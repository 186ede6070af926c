// What a tablet on a stand must not do: menus, dragged pictures, pinching, and the second half of an impatient double tap
// landing on the next step.

const SETTLE_MS = 400;
const SAME_PLACE_PX = 32;

let last = { at: -Infinity, x: 0, y: 0 };
let changedAt = -Infinity;

export function stepChanged() {
  changedAt = performance.now();
}

function isEcho(event) {
  const isSoon = performance.now() - changedAt < SETTLE_MS && last.at <= changedAt;
  return event.detail > 0 && isSoon && Math.hypot(event.clientX - last.x, event.clientY - last.y) < SAME_PLACE_PX;
}

function clicked(event) {
  if (isEcho(event)) {
    event.preventDefault();
    event.stopPropagation();
  } else {
    last = { at: performance.now(), x: event.clientX, y: event.clientY };
  }
}

export function start() {
  const prevent = (event) => event.preventDefault();
  for (const type of ["contextmenu", "dragstart", "gesturestart"]) document.addEventListener(type, prevent);
  const several = (event) => { if (event.touches.length > 1) event.preventDefault(); };
  document.addEventListener("touchmove", several, { passive: false });
  document.addEventListener("wheel", (event) => { if (event.ctrlKey) event.preventDefault(); }, { passive: false });
  document.addEventListener("click", clicked, { capture: true });
}
