// After the check-in: who comes, live, and one question after the other until the guest has had enough of them.
import { write } from "../words.js";

const LAST = "next"; // the section that says what happens next

const arrivals = document.getElementById("arrivals");
const sections = (box) => [...box.querySelectorAll("[data-ask]")];
const shown = () => document.querySelector("#answer .arrived");

export const first = (fragment) => sections(fragment)[0]?.dataset.ask ?? "";

// The name of the section `by` places from `ask`; past the last one there is nothing more.
export function beside(ask, by) {
  const keys = sections(shown()).map((section) => section.dataset.ask);
  return keys[Math.max(0, Math.min(keys.length - 1, keys.indexOf(ask) + by))] ?? LAST;
}

export const last = () => LAST;

// `guest` is null while nobody has just arrived.
export function draw(guest) {
  const room = document.getElementById("room");
  if (!guest || !shown()) {
    delete room.dataset.ask;
    return;
  }
  room.dataset.ask = guest.ask === LAST ? "next" : guest.ask.split("-")[0];
  for (const section of sections(shown())) section.hidden = section.dataset.ask !== guest.ask;
  openWhereItFits();
  tellWhoComes();
}

// What they asked for lies open where the whole question can still be seen with it; else it waits to be opened.
function openWhereItFits() {
  const box = shown().querySelector("[data-ask]:not([hidden]) details:not([data-tried])");
  if (!box) return;
  box.dataset.tried = "";
  box.open = true;
  box.open = document.documentElement.scrollHeight <= innerHeight;
}

// What the house knows of this party, told in the words of the page. A party that is no longer at the door leaves the
// last that was known.
function tellWhoComes() {
  const mine = [...arrivals.children].find((one) => one.dataset.nickname === shown().dataset.nickname);
  if (!mine) return;
  const words = document.getElementById("lobby-words").dataset;
  const text = words[mine.dataset.state].replace("{name}", mine.dataset.name);
  for (const line of shown().querySelectorAll("[data-live=said]")) write(line, text);
  const box = shown().querySelector("[data-live=picture]");
  const picture = mine.firstElementChild;
  if (!box.firstElementChild.isEqualNode(picture)) box.replaceChildren(picture.cloneNode(true));
}

export const hear = (redraw) => new MutationObserver(redraw).observe(arrivals, { childList: true, subtree: true, attributes: true });

// What was typed and ticked in `old` also stands in `fresh`, which is the same in another language.
export function keepTyped(old, fresh) {
  for (const section of sections(old)) {
    const place = sections(fresh).find((one) => one.dataset.ask === section.dataset.ask);
    for (const field of section.querySelectorAll("input:not([type=hidden]), input[data-least]")) {
      const same = [...(place?.querySelectorAll(`input[name="${field.name}"]`) ?? [])]
        .find((one) => field.type !== "checkbox" || one.value === field.value);
      if (!same) continue;
      same.checked = field.checked;
      if (field.type !== "checkbox") same.value = field.value;
      const told = same.closest(".stepper")?.querySelector("output");
      if (told) told.textContent = same.value;
    }
  }
}

// One more or fewer; never fewer than makes sense, and no more children than people.
export function step(button) {
  const stepper = button.closest(".stepper");
  const field = stepper.querySelector("input");
  const value = Number(field.value) + Number(button.dataset.by);
  put(stepper, Math.max(Number(field.dataset.least), Math.min(Number(field.dataset.most), value)));
  const [people, children] = stepper.parentElement.querySelectorAll(".stepper");
  const [all, young] = [people, children].map((one) => Number(one.querySelector("input").value));
  if (young > all) put(stepper === people ? children : people, stepper === people ? all : young);
}

function put(stepper, value) {
  stepper.querySelector("input").value = String(value);
  stepper.querySelector("output").textContent = String(value);
}
