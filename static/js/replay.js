// The day again: the server has drawn the whole picture and told how every card stood from when until when; here only the
// time line moves, and the board of its moment is set out beside it. Without script the form asks the server instead.
import { timeOfDay } from "./clock.js";
import { filled, write } from "./words.js";

const form = document.querySelector("[data-replay]");
const range = document.getElementById("at");
const time = document.getElementById("then");
const happened = document.getElementById("happened");
const line = document.querySelector(".now line");
const ahead = document.querySelector(".now .ahead");
const play = form.querySelector("[data-play]");
const card = document.getElementById("then-card");
const bars = [...document.querySelectorAll("[data-start]")];
const sections = [...document.querySelectorAll("[data-stage]")];
const first = Number(range.min);
const last = Number(range.max);

let day = { segments: [], moments: [], moods: [] };
let moment = Number(range.getAttribute("value"));
let shownBoard = "";
let frame = 0;

const stands = (segment) => segment.from <= moment && (segment.to === null || moment < segment.to);

// The range's own steps are minutes; the moment may lie between them.
function go(ms) {
  moment = Math.min(last, Math.max(first, ms));
  range.value = moment;
  const x = (100 * (moment - first)) / (last - first);
  if (line) {
    line.setAttribute("x1", `${x}%`);
    line.setAttribute("x2", `${x}%`);
    ahead.setAttribute("x", `${x}%`);
    ahead.setAttribute("width", `${100 - x}%`);
  }
  write(time, timeOfDay(moment));
  range.setAttribute("aria-valuetext", timeOfDay(moment));
  for (const bar of bars) {
    bar.classList.toggle("is-now", Number(bar.dataset.start) <= moment && moment < Number(bar.dataset.end ?? Infinity));
  }
  showBoard();
  showEvent();
}

// New cards only when one of them changed; the minutes go on in those that are there.
function showBoard() {
  const standing = day.segments.filter(stands);
  const board = standing.map((one) => `${one.visit}-${one.from}`).join(" ");
  if (board !== shownBoard || !standing.length) {
    shownBoard = board;
    for (const section of sections) {
      const here = standing.filter((one) => one.stage === section.dataset.stage);
      section.querySelector("ol").replaceChildren(...here.map(cardOf));
      write(section.querySelector("[data-count]"), String(here.length));
    }
    write(document.getElementById("then-count"), String(standing.length));
  }
  for (const one of standing) {
    const item = document.getElementById(`then-${one.visit}`);
    if (!item) continue;
    write(item.querySelector("[data-then=minutes]"), String(Math.max(0, Math.floor((moment - one.since) / 60000))));
    item.classList.toggle("late", moment >= one.late_at);
  }
}

function cardOf(one) {
  const item = card.content.firstElementChild.cloneNode(true);
  item.id = `then-${one.visit}`;
  item.querySelector("[data-then=party]").textContent = one.party;
  item.querySelector("[data-then=name]").textContent = one.name;
  item.querySelector("[data-then=note]").textContent = one.note;
  item.querySelector("[data-then=look]").textContent = one.look ? `${one.look}/${one.looks}` : "";
  const face = document.querySelector(`template[data-face="${CSS.escape(one.holder)}"]`);
  if (face) item.querySelector("[data-then=face]").append(face.content.cloneNode(true));
  return item;
}

// The last thing that had happened by then.
function showEvent() {
  const { before, by, plain } = happened.dataset;
  const event = day.moments.filter((one) => one.at <= moment).pop();
  const words = event && { time: timeOfDay(event.at), party: event.party, name: event.who, says: event.says };
  write(happened, event ? filled(event.who ? by : plain, words) : before);
}

function step(direction) {
  const later = day.moments.filter((one) => one.at > moment);
  const earlier = day.moments.filter((one) => one.at < moment);
  const next = direction > 0 ? later[0] : earlier.pop();
  if (next) go(next.at);
}

function stop() {
  cancelAnimationFrame(frame);
  frame = 0;
  play.setAttribute("aria-pressed", "false");
}

function start() {
  if (moment >= last) go(first);
  play.setAttribute("aria-pressed", "true");
  let before = performance.now();
  const tick = (now) => {
    go(moment + (now - before) * Number(form.elements.speed.value));
    before = now;
    if (moment >= last) stop();
    else frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
}

function listen() {
  range.addEventListener("input", () => {
    stop();
    go(Number(range.value));
  });
  play.addEventListener("click", () => (frame ? stop() : start()));
  for (const button of form.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      stop();
      step(Number(button.dataset.step));
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
}

// Until the day is here, and should it never come, the form works as it does without script.
async function load() {
  const headers = { Accept: "application/json", "X-Locale": document.body.dataset.locale };
  const answer = await fetch(form.dataset.replay, { headers });
  if (!answer.ok) return;
  day = await answer.json();
  document.documentElement.classList.add("is-replaying");
  listen();
  go(moment);
}

load();
