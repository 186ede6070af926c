// Who is tapping on a shared device: chosen once, kept on this device, and put into every form that asks for it. Listening
// on the window's way down comes before tap.js reads the form.
import { lasting } from "./memory.js";

const KEY = "hth.actor";
const chooser = document.querySelector("[data-actor-chooser]");

chooser.value = lasting.get(KEY, "");
if (chooser.selectedIndex < 0) chooser.value = "";
chooser.addEventListener("change", () => {
  lasting.put(KEY, chooser.value);
  chooser.removeAttribute("aria-invalid");
});

window.addEventListener("submit", ({ target }) => {
  for (const field of target.querySelectorAll("input[data-actor]")) field.value = chooser.value;
}, true);

// Refused for want of a name: here is where to choose it.
document.addEventListener("tap:answered", ({ detail }) => {
  if (detail.answer?.code !== "actor_missing") return;
  chooser.setAttribute("aria-invalid", "true");
  chooser.focus();
});
