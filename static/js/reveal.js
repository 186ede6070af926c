// The reveal's strip on the presenter's tablet: begin and end a pass, the music's volume, and the code for the guests' phones.
import * as clock from "./clock.js";
import { onChange } from "./live.js";
import { presenter } from "./presenting.js";
import { refuse } from "./refused.js";
import { send } from "./tap.js";

const { timeline } = window;
const root = document.body.dataset.root ?? "";
const remote = document.querySelector(".remote");
const number = remote.dataset.presentation;
const actor = presenter(remote.dataset.actor);
const strip = document.getElementById("reveals");
const phones = document.getElementById("phones");
let ticking = 0;

const shown = () => JSON.parse(document.getElementById("show")?.dataset.show ?? "null");
const order = () => JSON.parse(document.getElementById("slides")?.dataset.looks ?? "[]").flatMap(([, ids]) => ids);

async function act(path, fields) {
  const { status, answer } = await send(`/presentations/${number}/${path}`, { actor, ...fields });
  if (status >= 300) refuse(answer);
}

// Whether the photo on the wall is a question; it changes with the play, without a word from the server.
function draw() {
  clearTimeout(ticking);
  const show = shown();
  if (!show || show.run !== "second") return;
  const ids = order();
  const slide = timeline.cursorAt(show, ids, clock.now());
  strip.classList.toggle("is-asked", show.asked.includes(slide));
  const due = timeline.nextChange(show, ids, clock.now());
  if (due !== Infinity) ticking = setTimeout(draw, Math.max(20, due - clock.now()));
}

function hold(isOpen) {
  const code = phones.querySelector("img");
  if (isOpen && !code.src) code.src = root + code.dataset.src;
  phones.hidden = !isOpen;
  (isOpen ? phones : strip).querySelector("button")?.focus();
}

strip.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.begin) act("pass", { which: button.dataset.begin });
  if (button.dataset.endPass) act("pass/end", { which: button.dataset.endPass });
  if ("phones" in button.dataset) hold(true);
});
strip.addEventListener("change", (event) => {
  if ("volume" in event.target.dataset) act("volume", { percent: event.target.value });
});
phones.addEventListener("click", (event) => { if (event.target.closest("[data-close-phones]")) hold(false); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !phones.hidden) hold(false); });
onChange(draw);
draw();
