// What only the station needs: ticking a whole list, a finger that taps twice, and the party that was just taken.
import "./afterwards.js";

const TWICE_WITHIN_MS = 500;
const SAME_PLACE_PX = 40;

// Marks that there is script: only then is “tick all” of use.
document.documentElement.classList.add("has-script");

function boxes(form) {
  return [...form.querySelectorAll('input[type="checkbox"]')];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick-all]");
  if (!button) return;
  const all = boxes(document.getElementById(button.dataset.tickAll));
  const isTicked = all.every((box) => box.checked);
  for (const box of all) box.checked = !isTicked;
});

// After a tap the next step stands where the last one stood. The second tap of an impatient finger means the first button:
// it must not pass the gate, set out or take the next party too.
let last = { at: -Infinity, x: 0, y: 0, control: null };

function isTwice(event) {
  if (event.detail === 0) return false; // the keyboard
  if (event.pointerType === "mouse") return event.detail > 1;
  const isNear = Math.hypot(event.clientX - last.x, event.clientY - last.y) < SAME_PLACE_PX;
  return isNear && event.timeStamp - last.at < TWICE_WITHIN_MS;
}

window.addEventListener("click", (event) => {
  const control = event.target.closest("button, summary, label, a");
  if (!control) return;
  if (control !== last.control && isTwice(event)) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  last = { at: event.timeStamp, x: event.clientX, y: event.clientY, control };
}, { capture: true });

// Whoever takes a party sees that party, also beside others that are held longer.
let taken = "";

document.addEventListener("submit", (event) => {
  const visit = event.target.getAttribute("action").match(/\/visits\/(\d+)\/(?:handoff\/acceptance|greeting)$/);
  if (visit) taken = `visit-${visit[1]}`;
});

new MutationObserver((changes) => {
  const party = changes.flatMap((change) => [...change.addedNodes]).find((node) => node.id === taken);
  if (!party) return;
  taken = "";
  party.scrollIntoView({ block: "start" });
}).observe(document.getElementById("mine"), { childList: true });
