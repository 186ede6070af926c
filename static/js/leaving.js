// A presenter's tablet that goes to another page says so: a TV that nobody answers for is cleared (FAULTS T26). Coming back, a
// reload too, takes it back by itself.
const root = document.body.dataset.root ?? "";
const number = document.querySelector("[data-presentation]")?.dataset.presentation;

window.addEventListener("pagehide", () => {
  const id = `leaving-${Math.random().toString(36).slice(2)}-${Date.now()}`;
  if (number) navigator.sendBeacon(`${root}/presentations/${number}/leaving`, new URLSearchParams({ command_id: id }));
});
