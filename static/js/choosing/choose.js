// Choosing: what is on the TV large, three words for it, undo, the meter; look-alikes, duels, retouch notes, own notes.
import * as clock from "../clock.js";
import { leaveFor } from "../leaving.js";
import { onChange } from "../live.js";
import { passing } from "../memory.js";
import { watchScreen } from "../presenter-screen.js";
import "../twice.js";
import { write } from "../words.js";
import { draft } from "./drafts.js";
import { askForWords, isOpen as isAsked } from "./dialogs.js";
import * as grid from "./grid.js";
import * as side from "./side.js";
import * as stage from "./stage.js";
import { $, cursor, labelOf, markOf, number, page, photos, place, read, root, show, state } from "./state.js";
import * as taps from "./taps.js";

const { timeline } = window;
const DUEL = `hth.duel.${number}`; // kept over a reload
const UNDONE_MS = 4000;
const watch = watchScreen(`${root}/presentations/${number}/screen`, $("tv-state"));
let focused = null; // which of several side by side the next word is for
let duel = null; // the two side by side, and the rest of their group, which has not met the winner yet
let isPinning = false;
let taking = null; // the marks before an undo that is on its way
let undone = ""; // what it has changed, in words, for a moment
let telling = 0;
let ticking = 0;
let hasBegun = false;

const target = () => (stage.compared().length ? focused : cursor());

function refresh() {
  if (!read()) {
    leaveFor("/presenter");
    return;
  }
  if (!hasBegun) {
    photos.begin(state.served.presentation);
    duel = passing.get(DUEL);
  }
  hasBegun = true;
  draw();
}

function draw() {
  clearTimeout(ticking);
  const now = show();
  const compared = stage.compared();
  if (!compared.includes(focused)) focused = compared[0] ?? null;
  if (duel && duel.pair.join() !== compared.join()) fight(null); // somebody has left it, perhaps on another tablet
  stage.draw(focused);
  const id = target();
  const index = place(id);
  page.classList.toggle("is-black", now.is_black);
  page.classList.toggle("is-idle", now.is_black && now.is_idle);
  page.classList.toggle("is-comparing", compared.length > 0);
  $("black").setAttribute("aria-pressed", now.is_black);
  const words = index < 0 ? $("place").dataset.title : $("place").dataset.photo;
  $("place").textContent = words.replace("{n}", index + 1).replace("{m}", state.order.length);
  for (const button of document.querySelectorAll("footer [data-mark]")) {
    button.setAttribute("aria-pressed", index >= 0 && markOf(id) === button.dataset.mark);
    button.disabled = index < 0 || state.choice.is_confirmed;
  }
  $("undo").disabled = state.choice.step === null || state.choice.is_confirmed;
  $("back").disabled = neighbour(-1) === undefined;
  $("next").disabled = neighbour(1) === undefined;
  $("alone").hidden = !compared.length;
  $("beside").hidden = compared.length > 0;
  $("widen").hidden = !now.is_narrowed;
  $("pin").disabled = index < 0 || compared.length > 0 || state.choice.is_confirmed;
  $("pin").setAttribute("aria-pressed", isPinning);
  tellUndone();
  const hint = isPinning ? $("hint").dataset.pin : duel ? duelWords(duel.rest.length) : undone;
  $("hint").hidden = !hint;
  write($("hint"), hint);
  $("look").textContent = id ? stage.lookOf(id) : "";
  $("look").hidden = !$("look").textContent;
  side.draw(id, compared.length ? [] : following(3));
  grid.draw();
  const only = grid.wantedNames();
  $("only").hidden = !only.length;
  $("only").textContent = `${$("only").dataset.words.replace("{names}", only.join(" · "))} ×`;
  photos.keep([...compared, id, ...following(2), neighbour(-1)].filter(Boolean));
  watch(now.is_black ? "black" : compared.join("-") || cursor() || "title");
  const due = timeline.nextChange(now, state.order, clock.now());
  if (due !== Infinity) ticking = setTimeout(draw, Math.max(0, due - clock.now()));
}

// --- going on: always to a photo that the filters let through ---

function neighbour(step) {
  const start = place(target());
  for (let at = start + step; at >= 0 && at < state.order.length; at += step) {
    if (grid.isWanted(state.order[at])) return state.order[at];
  }
  return undefined;
}

function following(count) {
  return state.order.slice(place(target()) + 1).filter(grid.isWanted).slice(0, count);
}

function go(slide) {
  if (!slide || (slide === cursor() && !stage.compared().length && !show().zoom && !show().wall)) return;
  isPinning = false;
  const since = show().since === null ? null : clock.now();
  taps.steer("slides", { slide }, { slide, since, compared: [], zoom: null, wall: null, star: null });
}

function compare(ids) {
  isPinning = false;
  focused = ids[0];
  taps.steer("comparison", { photos: ids.join() }, { compared: ids, slide: ids[0], since: null, zoom: null, wall: null, star: null });
}

function zoomed(zoom) {
  const [scale, x, y] = zoom ?? [1, 0.5, 0.5];
  const slide = cursor();
  taps.steer("zoom", { scale, x, y, ...(slide ? { slide } : {}) }, { zoom, ...(slide ? { slide, since: null } : {}) });
}

function black() {
  const slide = cursor();
  const isBlack = !show().is_black;
  const fields = isBlack && slide ? { black: true, slide } : { black: isBlack };
  taps.steer("black", fields, isBlack ? { is_black: true, slide, since: null } : { is_black: false });
}

// The studio's pick on the TV; a play rests on it.
function star() {
  const slide = target();
  const isShown = show().star !== slide;
  const rests = stage.compared().length ? {} : { slide, since: null };
  taps.steer("star", { slide, is_shown: isShown }, isShown ? { ...rests, star: slide, wall: null } : { star: null });
}

// --- two of a group until one stays ---

function fight(next) {
  duel = next;
  passing.put(DUEL, next);
}

function duelWords(left) {
  const { duel: words, duelMore: more } = $("hint").dataset;
  return left ? more.replace("{n}", left) : words;
}

function beginDuel() {
  const [one, other, ...rest] = (state.groupOf.get(target()) ?? []).filter((id) => markOf(id) !== "pass");
  if (!other) return;
  fight({ pair: [one, other], rest });
  compare([one, other]);
}

function keep(winner) {
  const { pair, rest: [next, ...rest] } = duel;
  const loser = pair.find((id) => id !== winner);
  const wasPicked = markOf(loser) === "pick";
  if (wasPicked && markOf(winner) !== "pick") taps.takePlace(winner, loser); // one of the two was wanted: now it is this one
  else taps.mark(loser, wasPicked ? "maybe" : "pass");
  if (next) {
    fight({ pair: pair.map((id) => (id === winner ? winner : next)), rest }); // who stays keeps its place
    compare(duel.pair);
  } else {
    fight(null);
    go(winner);
  }
}

// --- undo: what it has changed may lie on another photo than the one that is seen ---

async function undo() {
  taking = new Map(state.order.map((id) => [id, markOf(id)]));
  if (!(await taps.undo())) taking = null;
  sayUndone(undone);
}

// The server's word on the marks comes beside the tap's own answer.
function tellUndone() {
  const changed = taking ? state.order.filter((id) => taking.get(id) !== markOf(id)) : [];
  if (!changed.length) return;
  const { undone: one, undoneMany: many } = $("hint").dataset;
  sayUndone(changed.length === 1 ? one.replace("{photo}", labelOf(changed[0])) : many.replace("{n}", changed.length));
  taking = null;
}

function sayUndone(words) {
  undone = words;
  clearTimeout(telling);
  telling = setTimeout(() => { undone = ""; taking = null; draw(); }, UNDONE_MS);
}

// --- retouch notes ---

function pin(photo, spot) {
  askForWords(photo, spot).then((words) => {
    if (words) taps.plain(`/presentations/${number}/retouches`, { photo, x: spot.x, y: spot.y, words });
  });
}

// A reload in the middle of a note goes on with it, where its photo still stands.
function takeUpDraft() {
  const begun = draft(number, target());
  if (begun && !state.choice.is_confirmed) pin(target(), begun);
}

// --- taps ---

function tapped(photo, spot) {
  if (isPinning) {
    isPinning = false;
    draw();
    pin(photo, spot);
  } else if (duel) keep(photo);
  else if (stage.compared().length) {
    focused = photo;
    draw();
  }
}

function mark(word) {
  taking = null;
  const id = target();
  if (id && place(id) >= 0 && !state.choice.is_confirmed) taps.mark(id, word);
}

const KEYS = {
  p: () => mark("pick"),
  m: () => mark("maybe"),
  x: () => mark("pass"),
  u: undo,
  b: black,
  ".": black,
  // to go on, the same keys as on the remote
  ArrowRight: () => go(neighbour(1)),
  ArrowDown: () => go(neighbour(1)),
  PageDown: () => go(neighbour(1)),
  ArrowLeft: () => go(neighbour(-1)),
  ArrowUp: () => go(neighbour(-1)),
  PageUp: () => go(neighbour(-1)),
  Home: () => go(state.order.find(grid.isWanted)),
  End: () => go(state.order.filter(grid.isWanted).pop()),
  "+": () => $("closer").click(),
  "-": () => $("whole").click(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isAsked()) return;
  if (event.target.closest("textarea, input")) return;
  if (event.repeat && !/^(Arrow|Page)/.test(event.key)) return; // a key that is held is one tap
  if (event.key === "Escape" && grid.isOpen()) grid.open(false);
  else if (/^[1-4]$/.test(event.key) && stage.compared()[event.key - 1]) {
    tapped(stage.compared()[event.key - 1], { x: 0.5, y: 0.5 });
  } else if (!grid.isOpen() && (KEYS[event.key] ?? KEYS[event.key.toLowerCase()])) {
    (KEYS[event.key] ?? KEYS[event.key.toLowerCase()])();
  } else return;
  event.preventDefault();
}

$("next").addEventListener("click", () => go(neighbour(1)));
$("back").addEventListener("click", () => go(neighbour(-1)));
$("undo").addEventListener("click", undo);
$("only").addEventListener("click", () => { grid.wantAll(); draw(); });
$("black").addEventListener("click", black);
$("alone").addEventListener("click", () => go(target()));
$("widen").addEventListener("click", () => taps.plain(`/presentations/${number}/narrowing`, { only: "all" }));
$("pin").addEventListener("click", () => { isPinning = !isPinning; draw(); });
$("duel").addEventListener("click", beginDuel);
$("beside").addEventListener("click", () => grid.compareWith(target()));
page.addEventListener("click", (event) => {
  const { mark: word, act } = event.target.closest("footer button")?.dataset ?? {};
  if (word) mark(word);
  if (act === "package") taps.plain(`/presentations/${number}/marks/package`, {});
});
stage.listen(tapped, zoomed);
side.listen({ shown: go, starred: star, target, opened: grid.openStackOf });
grid.listen({ shown: go, restored: (id) => taps.mark(id, "pass"), compared: compare });
document.addEventListener("keydown", pressed);
taps.onChange(draw);
onChange(refresh);
refresh();
takeUpDraft();
