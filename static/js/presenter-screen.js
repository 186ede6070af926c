// Whether the TV shows what it should. The TV tells the server; this asks, quickly after a change and calmly otherwise.
import { within } from "./within.js";
import { write } from "./words.js";

const SOON_MS = [120, 250, 400, 700, 1500];
const CALM_MS = 3000;
const PATIENCE_MS = 900; // a photo that is still fading in is no news

export function watchScreen(address, element) {
  let watched = null;
  let since = 0;
  let asks = 0;
  let timer = 0;

  function say(state) {
    const isCalm = state === "in_step";
    if (state === "behind" && performance.now() - since < PATIENCE_MS) return;
    element.classList.toggle("stale", !isCalm);
    document.body.classList.toggle("is-in-step", isCalm);
    write(element, element.dataset[state.replace(/_(.)/g, (_, letter) => letter.toUpperCase())] ?? "");
  }

  async function ask() {
    clearTimeout(timer);
    const asked = watched;
    try {
      const options = { headers: { Accept: "application/json" }, cache: "no-store", signal: within() };
      const response = await fetch(address, options);
      const { screen, sound } = response.ok ? await response.json() : {};
      document.body.classList.toggle("is-tv-mute", sound === "refused");
      if (screen && asked === watched) say(screen);
    } catch {
      say("unknown");
    }
    timer = setTimeout(ask, SOON_MS[asks] ?? CALM_MS);
    asks += 1;
  }

  return (shows) => {
    if (shows === watched) return;
    watched = shows;
    since = performance.now();
    asks = 0;
    clearTimeout(timer);
    timer = setTimeout(ask, SOON_MS[0]);
  };
}
