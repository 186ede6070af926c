// What was typed and not saved: whoever leaves the page is asked first. For forms with `data-guarded`; its value is `typed` where
// the page has come back with what was typed before.
const touched = new Set(); // by what they are sent to: a form may be drawn anew

const key = (form) => form.getAttribute("action");

for (const form of document.querySelectorAll("form[data-guarded='typed']")) touched.add(key(form));
document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-guarded]");
  if (form) touched.add(key(form));
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) touched.delete(key(event.target));
});
window.addEventListener("beforeunload", (event) => {
  if (touched.size) event.preventDefault();
});
