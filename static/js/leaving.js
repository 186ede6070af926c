// A presenter's tablet that goes to another page says so: a TV that nobody answers for is cleared (FAULTS T26). Coming back, a
// reload too, takes it back by itself. A link with `data-stays` leads to something that is done in front of the TV.
const root = document.body.dataset.root ?? "";
const number = document.querySelector("[data-presentation]")?.dataset.presentation;

let isStaying = false;
let isGone = false;

// The page goes once: both the tap's own answer and what the house then tells send it away, and each would break off the other's way.
export function leaveFor(address) {
  if (!isGone) location.replace(root + address);
  isGone = true;
}

document.addEventListener("click", (event) => { isStaying = Boolean(event.target.closest("a[data-stays]")); });
window.addEventListener("pageshow", () => { isStaying = isGone = false; });
window.addEventListener("pagehide", () => {
  const id = `leaving-${Math.random().toString(36).slice(2)}-${Date.now()}`;
  if (number && !isStaying) navigator.sendBeacon(`${root}/presentations/${number}/leaving`, new URLSearchParams({ command_id: id }));
});
