// An impatient finger taps twice and means once. After a tap the next step often stands where the last one stood: the second tap
// must neither press that, nor switch back what the first one has switched. The same button once more, as “Next”, is meant.

const TWICE_WITHIN_MS = 500;
const SAME_PLACE_PX = 40;

export function makeEcho() {
  let last = { at: -Infinity, x: 0, y: 0 };
  // Whether this tap follows the one before it at once and at the same place. One that does is not the next one's “before”.
  return (event) => {
    if (event.type === "click" && event.detail === 0) return false; // the keyboard
    const isNear = Math.hypot(event.clientX - last.x, event.clientY - last.y) < SAME_PLACE_PX;
    const isSoon = event.pointerType === "mouse" && event.type === "click" ? event.detail > 1 : event.timeStamp - last.at < TWICE_WITHIN_MS;
    if (isNear && isSoon) return true;
    last = { at: event.timeStamp, x: event.clientX, y: event.clientY };
    return false;
  };
}

const isEcho = makeEcho();
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
