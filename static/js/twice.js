// An impatient finger taps twice and means once. After a tap the next step often stands where the last one stood, on the next page
// too: the second tap must neither press that, nor switch back what the first one has switched. The same button once more, as
// “Next”, is meant.
import { passing } from "./memory.js";

const TWICE_WITHIN_MS = 500;
const SAME_PLACE_PX = 40;
const KEPT = "hth.lastTap"; // for the page that the tap leads to

// Whether a tap follows the one before it at once and at the same place. `last` is one on the page before.
export function makeEcho(last = { at: -Infinity, x: 0, y: 0 }, kept = () => {}) {
  let before = last;
  return (event) => {
    if (event.type === "click" && event.detail === 0) return false; // the keyboard
    const isNear = Math.hypot(event.clientX - before.x, event.clientY - before.y) < SAME_PLACE_PX;
    const isByMouse = event.type === "click" && event.pointerType === "mouse";
    const isSoon = isByMouse ? event.detail > 1 : event.timeStamp - before.at < TWICE_WITHIN_MS;
    if (isNear && isSoon) return true;
    before = { at: event.timeStamp, x: event.clientX, y: event.clientY };
    kept(before);
    return false;
  };
}

function onThePageBefore() {
  const { at, x, y } = passing.get(KEPT, { at: -Infinity, x: 0, y: 0 });
  return { at: at - performance.timeOrigin, x, y };
}

const isEcho = makeEcho(onThePageBefore(), ({ at, x, y }) => {
  passing.put(KEPT, { at: at + performance.timeOrigin, x, y });
});
let before = { control: null, words: "" };

window.addEventListener("click", (event) => {
  const control = event.target.closest("button, summary, label, a");
  if (!control) return;
  const words = control.textContent;
  const isSame = control === before.control && words === before.words && !control.hasAttribute("aria-pressed");
  before = { control, words };
  if (!isEcho(event) || isSame) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });
