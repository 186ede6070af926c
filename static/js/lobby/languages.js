// The document in every language, kept ready: switching is instant, works while cut off, and loses nothing that was typed.
import { Idiomorph } from "../../vendor/idiomorph-0.8.0.esm.min.js";
import { within } from "../within.js";
import { rested } from "./idle.js";

const FIRST_MS = 1500;
const RENEW_MS = 60000; // the greeting, and who comes when called, change with the day
const OURS = ["#answer", "#family-name", "#show", "[data-fresh]", "[data-wall-clock]", ".slots"].join();

const body = document.body.dataset;
const pages = new Map();

export const home = body.locale;

const offered = () => [...document.querySelectorAll("#languages [value]")].map((button) => button.value);

export const areSeveral = () => offered().length > 1;

async function fetched(locale) {
  try {
    const asked = { headers: { Accept: "text/html" }, cache: "no-store", signal: within() };
    const response = await fetch(`${body.root}/lobby?lang=${locale}`, asked);
    if (response.ok && !response.redirected) pages.set(locale, await response.text());
  } catch {
    // cut off: the page that is there has to do
  }
  return pages.get(locale);
}

function adopt(html, locale) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const callbacks = { beforeNodeMorphed: (old) => !(old instanceof Element && old.matches(OURS)) };
  for (const id of ["head", "steps", "languages", "foot", "still-there", "lobby-words", "words"]) {
    const isOpen = id === "still-there" && document.getElementById(id).open;
    if (!isOpen) Idiomorph.morph(document.getElementById(id), fresh.getElementById(id).outerHTML, { callbacks });
  }
  document.documentElement.lang = fresh.documentElement.lang;
  document.title = fresh.title;
  body.locale = fresh.body.dataset.locale; // another one, where the studio no longer offers what was asked for
}

// Shows the document in `locale`; `redraw` puts the guest's own things back into it.
export async function speak(locale, redraw) {
  const html = pages.get(locale) ?? await fetched(locale);
  if (html) {
    adopt(html, locale);
    redraw();
  }
}

// Pages kept ready may no longer be what the server would give.
export function forget() {
  pages.clear();
}

// The same document as the server would give it now.
export async function renew(redraw) {
  const locale = body.locale;
  const html = await fetched(locale);
  if (html && body.locale === locale) {
    adopt(html, locale);
    redraw();
  }
}

// Fetches all languages now and then, one by one while the finger rests; `isFree` says whether nobody is in the middle of
// something.
export function start(isFree, redraw) {
  const all = offered();
  const fetchAll = async () => {
    for (const locale of all) {
      await rested();
      await fetched(locale);
    }
    if (isFree()) speak(body.locale, redraw);
  };
  setTimeout(fetchAll, FIRST_MS);
  setInterval(fetchAll, RENEW_MS);
}
