// The screens that wait to be let in: a new one appears and one that is gone disappears, every few seconds; what somebody is
// filling in is left alone. Nothing is written down of a screen that only asks, so no announcement tells of it.
import { within } from "./within.js";

const AGAIN_MS = 2000;

const root = document.body.dataset.root ?? "";
const section = document.getElementById("asking");
const list = section.querySelector("ul");

function show(fresh) {
  const wanted = [...fresh.querySelectorAll("li")];
  const known = new Set(wanted.map((one) => one.id));
  for (const mine of [...list.children]) if (!known.has(mine.id)) mine.remove();
  for (const one of wanted.reverse()) if (!document.getElementById(one.id)) list.prepend(one);
  section.hidden = known.size === 0;
}

async function look() {
  try {
    const response = await fetch(`${root}/desk/devices/asking`, {
      headers: { Accept: "text/html" }, cache: "no-store", signal: within(),
    });
    if (response.ok && !response.redirected) show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // not reachable: it is asked again anyway
  }
  setTimeout(look, AGAIN_MS);
}

setTimeout(look, AGAIN_MS);
