// The presenter's start page: remembers who, where and whose across live changes, and starts.
import "./afterwards.js";
import { forgetDrafts } from "./choosing/drafts.js";
import { onChange } from "./live.js";
import { presenter, remember } from "./presenting.js";
import { send } from "./tap.js";
import "./twice.js";

const root = document.body.dataset.root ?? "";
const form = document.getElementById("start");
const number = document.getElementById("number");
const samples = document.getElementById("to-samples");
const missing = document.getElementById("missing");
const said = form.querySelector("[data-said]");
const button = form.querySelector(".btn.main");

const chosen = {
  actor: form.dataset.staff || presenter(""),
  room: form.dataset.room || "",
  booking: "",
};

// A radio that was drawn anew, or is no longer free, must not lose or keep a choice behind the person's back.
function restore() {
  forgetDrafts((presentation) => document.getElementById(`running-${presentation}`));
  for (const [name, value] of Object.entries(chosen)) {
    for (const radio of form.querySelectorAll(`input[name="${name}"]`)) radio.checked = radio.value === value && !radio.disabled;
  }
  const is = (name) => form.querySelector(`input[name="${name}"]:checked`) !== null;
  const booking = is("booking") || /^\d+$/.test(number.value.trim());
  const lacks = !booking ? "booking" : !is("actor") ? "actor" : !is("room") ? "room" : "";
  samples.href = `${root}/presenter/samples${is("room") ? `?room=${chosen.room}` : ""}`;
  missing.textContent = missing.dataset[lacks || "ready"];
  button.disabled = lacks !== "";
}

function choose(event) {
  const { name, value } = event.target;
  if (name in chosen) chosen[name] = value;
  if (name === "actor") remember(value);
  if (name === "booking") number.value = "";
  if (event.target === number && number.value) chosen.booking = "";
  said.hidden = true;
  restore();
}

async function start(event) {
  event.preventDefault();
  button.disabled = true;
  const booking = number.value.trim() || chosen.booking;
  const { status, answer } = await send(`/bookings/${booking}/presentations`, { room: chosen.room, actor: chosen.actor });
  if (status < 300) {
    location.assign(`${root}/presenter/${answer.presentation}`);
    return;
  }
  said.textContent = answer.message;
  said.hidden = false;
  restore();
}

form.addEventListener("change", choose);
number.addEventListener("input", choose);
form.addEventListener("submit", start);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link) return;
  event.preventDefault();
  location.assign(root + link.getAttribute("href"));
});
onChange(restore);
restore();
