// Keeps this screen in step. One `refresh()` serves every reason to doubt: a gap, a reconnect, a wake-up. Freshness is
// drawn from received heartbeats only: no heartbeat, no "live".
import * as clock from "./clock.js";
import { lasting, passing } from "./memory.js";
import { adopt, put, remove } from "./parts.js";
import * as waking from "./waking.js";
import { within } from "./within.js";
import { word, write } from "./words.js";

const SILENCE_MS = 2500; // the heartbeat comes every second
const CUT_MS = 1000;
const AGAIN_MS = 500;
const IS_NO_MORE = [401, 403, 404, 410];

const page = document.body.dataset;
let seq = Number(page.seq ?? 0);
let heardAt = performance.now();
let heardServerMs = Number(page.now);
let cutAt = null;
let fetching = null;
let behind = 0;
let missed = 0; // the newest announcement that came while a page was on its way
let socket = null;
const listeners = new Set();

export function onChange(listener) {
  listeners.add(listener);
}

function changed() {
  clock.tick();
  for (const listener of listeners) listener();
}

function hear(message) {
  heardAt = performance.now();
  heardServerMs = message.at;
  cutAt = null;
  clock.hear(message.at);
  showFreshness();
}

function isStale() {
  const silent = performance.now() - heardAt;
  return silent > SILENCE_MS || (cutAt !== null && performance.now() - cutAt > CUT_MS);
}

function showFreshness() {
  const stale = isStale();
  document.documentElement.classList.toggle("is-stale", stale);
  const seconds = Math.max(0, Math.round((performance.now() - heardAt) / 1000));
  const text = stale
    ? word("stale", { time: clock.timeOfDay(heardServerMs) })
    : seconds < 1 ? word("liveNow") : word("live", { seconds });
  for (const element of document.querySelectorAll("[data-fresh]")) {
    element.classList.toggle("stale", stale);
    write(element, text);
  }
}

// Resolves with whether the page is here.
export function refresh() {
  fetching ??= fetchPage().finally(() => {
    fetching = null;
    if (missed > seq) refresh();
  });
  return fetching;
}

async function fetchPage() {
  missed = 0;
  try {
    const asked = { headers: { Accept: "text/html" }, cache: "no-cache", signal: within() };
    const response = await fetch(location.href, asked);
    if (response.redirected) location.replace(response.url);
    if (IS_NO_MORE.includes(response.status)) location.reload(); // to what stands there now
    if (response.redirected || !response.ok) return false;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const at = Number(fresh.body.dataset.seq ?? seq);
    if (at < seq) return true; // announcements were quicker than the page
    seq = at;
    adopt(fresh);
    changed();
    return true;
  } catch {
    return false; // not reachable: the next heartbeat or reconnect asks again
  }
}

// The page itself is no longer the server's: it is fetched anew, unless the page knows a better moment for that. What is said
// stands until the new one does.
function renew(said = "") {
  if (!document.dispatchEvent(new CustomEvent("live:renew", { cancelable: true }))) return;
  const note = document.getElementById("renewing");
  note.textContent = word(said);
  note.hidden = !said;
  location.reload();
}

function apply(message) {
  if (message.seq <= seq) return;
  if (message.renew) {
    seq = message.seq;
    renew();
    return;
  }
  if (message.from !== seq) {
    missed = message.seq;
    refresh();
    return;
  }
  seq = message.seq;
  message.gone.forEach(remove);
  message.parts.forEach(put);
  changed();
}

// What the last tap makes foreseeable. A screen at any other seq has it from its page, or fetches it with that.
function foresee(message) {
  if (message.seq !== seq) return;
  message.gone.forEach(remove);
  message.parts.forEach(put);
  changed();
}

// A tab may have stood since yesterday, or been made by another program (FAULTS F15). A new day always has a seq of its own.
function greet(message) {
  const isOfYesterday = message.seq !== seq && clock.day(message.at) !== clock.day(heardServerMs);
  hear(message);
  if (message.seq < seq) seq = -1; // a house put back from its backup: nothing here counts until its page is here
  if (isOfYesterday) renew("yesterday");
  else if (message.build !== page.build) renew("older");
  else if (message.seq !== seq) refresh();
}

function beat(message) {
  hear(message);
  behind = message.seq > seq ? behind + 1 : 0;
  if (behind > 1) refresh();
}

function forget() {
  lasting.clear();
  passing.clear();
  location.replace(`${page.root}/pair`);
}

// Turned away, a socket does not try again by itself. Whether this page still is one of ours, its address says.
function turnedAway() {
  if (socket.active) return;
  refresh();
  setTimeout(wake, AGAIN_MS);
}

function wake() {
  if (document.visibilityState === "hidden") return;
  if (!socket.active) socket.connect(); // an attempt under way is left alone: two at once refuse each other
  else if (socket.connected && performance.now() - heardAt > SILENCE_MS) refresh();
}

export function start() {
  socket = window.io({
    transports: ["websocket"],
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    randomizationFactor: 0.5,
    timeout: 3000,
    auth: (tell) => tell({ screen: page.screen, who: page.who, locale: page.locale, token: page.token, at: Date.now() }),
  });
  socket.on("hello", greet);
  socket.on("changed", (message) => { hear(message); apply(message); });
  socket.on("foreseen", (message) => { hear(message); foresee(message); });
  socket.on("beat", beat);
  socket.on("revoked", forget);
  socket.on("disconnect", () => {
    cutAt ??= performance.now();
    turnedAway();
  });
  socket.on("connect_error", turnedAway);
  setInterval(showFreshness, 250);
  waking.start(async () => { await fetching; return refresh(); }); // one that was on its way before is too old
  for (const event of ["pageshow", "online", "focus"]) window.addEventListener(event, wake);
  document.addEventListener("visibilitychange", wake);
}
