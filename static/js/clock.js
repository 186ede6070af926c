// Time on a screen: always the server's. What depends on the moment (minutes, late, undo for ten seconds) is compared
// here, so that no part of a page ever has to be sent again just because time has passed.
import { write } from "./words.js";

const zone = document.body.dataset.zone || undefined;
const hourMinute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeZone: zone });

let offset = Number(document.body.dataset.now) - performance.now();
let calibrated = false;

// The smallest delay seen is the truest: offsets only grow until the clock has run a while.
export function hear(serverMs) {
  const seen = serverMs - performance.now();
  offset = calibrated && Math.abs(seen - offset) < 2000 ? Math.max(offset - 0.2, seen) : seen;
  calibrated = true;
}

export function now() {
  return performance.now() + offset;
}

export function timeOfDay(ms) {
  return hourMinute.format(new Date(ms));
}

export function day(ms) {
  return date.format(new Date(ms));
}

function each(attribute, act) {
  for (const element of document.querySelectorAll(`[data-${attribute}]`)) {
    act(element, Number(element.getAttribute(`data-${attribute}`)));
  }
}

const twoDigits = (n) => String(n).padStart(2, "0");

// Beyond an hour nobody counts seconds: “3 hours”, “5 days”, in the page's own language.
const units = {};
function long(unit, count) {
  units[unit] ??= new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit, unitDisplay: "long" });
  return units[unit].format(Math.floor(count));
}

export function tick() {
  const moment = now();
  const seconds = (since) => Math.max(0, Math.floor((moment - since) / 1000));
  each("minutes-since", (el, since) => write(el, String(Math.max(Number(el.dataset.atLeast ?? 0), Math.floor(seconds(since) / 60)))));
  each("hours-since", (el, since) => write(el, String(Math.floor(seconds(since) / 3600))));
  each("minutes-over-since", (el, since) => write(el, twoDigits(Math.floor(seconds(since) / 60) % 60)));
  each("clock-since", (el, since) => {
    const s = seconds(since);
    write(el, s < 3600 ? `${Math.floor(s / 60)}:${twoDigits(s % 60)}` : s < 2 * 86400 ? long("hour", s / 3600) : long("day", s / 86400));
  });
  each("seconds-until", (el, until) => write(el, String(Math.max(0, Math.ceil((until - moment) / 1000)))));
  each("soon-at", (el, at) => el.classList.toggle("soon", moment >= at && moment < Number(el.dataset.lateAt ?? Infinity)));
  each("late-at", (el, at) => el.classList.toggle("late", moment >= at));
  for (const el of document.querySelectorAll("[data-from], [data-until]")) {
    el.hidden = moment < Number(el.dataset.from ?? 0) || moment >= Number(el.dataset.until ?? Infinity);
  }
  for (const el of document.querySelectorAll("progress[data-since]")) {
    el.value = Math.min(1, seconds(Number(el.dataset.since)) / Number(el.dataset.of));
  }
  each("time-at", (el, at) => write(el, timeOfDay(at)));
  for (const el of document.querySelectorAll("[data-wall-clock]")) write(el, timeOfDay(moment));
  for (const list of document.querySelectorAll("[data-needs]")) showMostUrgent(list);
}

// The strip holds a few: what has waited longest comes first, the rest gives way, and what somebody sees to before all.
function showMostUrgent(list) {
  const due = [...list.children].filter((child) => !child.hidden);
  const isTaken = (child) => child.querySelector("[data-taken]:not([hidden])") !== null;
  const urgent = [...due.filter((child) => !isTaken(child)), ...due.filter(isTaken)].slice(0, Number(list.dataset.most ?? 3));
  for (const child of list.children) child.classList.toggle("is-crowded-out", due.includes(child) && !urgent.includes(child));
}

export function start() {
  tick();
  setInterval(tick, 500);
}
