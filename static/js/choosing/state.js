// What the server says about a choice under way, and what my own taps have asked for and it has not said yet.
import * as clock from "../clock.js";
import { makePhotos } from "../photos.js";
import { presenter } from "../presenting.js";

const { timeline } = window;
const MARKS = { p: "pick", m: "maybe", x: "pass", ".": "none" };

export const root = document.body.dataset.root ?? "";
export const page = document.querySelector("[data-presentation]");
export const number = page.dataset.presentation;
export const actor = presenter(page.dataset.actor);
export const $ = (id) => document.getElementById(id);

export const state = {
  served: null, // what is shown on the TV
  mine: null, // what my taps have made of it
  looks: [],
  order: [],
  lookOf: new Map(), // by photo: the place of its look
  choice: null, // marks, retouches, notes as the server sends them
  marked: new Map(),
  pending: new Map(), // marks on their way, by photo
  groupOf: new Map(), // by photo: those that look alike, itself among them
  shotOf: new Map(), // by photo: which camera took it, and at what time by that camera's clock
};

export const photos = makePhotos(() => state.served.booking);

const written = { slides: "", groups: "", cameras: "" };

export const show = () => ({ ...state.served, ...state.mine?.show });
export const cursor = () => timeline.cursorAt(show(), state.order, clock.now());
export const place = (id) => state.order.indexOf(id);
export const markOf = (id) => state.pending.get(id) ?? state.marked.get(id) ?? "none";
export const labelOf = (id) => $("thumbs").dataset[markOf(id)].replace("{n}", place(id) + 1);
export const noteOf = (id) => state.choice.notes.find(([photo]) => photo === id) ?? [id, "", false];
export const usesOf = (id) => state.choice.uses.find(([photo]) => photo === id)?.[1] ?? ["album"];
export const retouchesOf = (id) => state.choice.retouches.filter(([, photo]) => photo === id);

// False once the presentation has ended, perhaps on another tablet.
export function read() {
  const shown = $("show")?.dataset.show;
  if (!shown) return false;
  state.served = JSON.parse(shown);
  if (state.mine && state.served.version >= state.mine.version) state.mine = null;
  readSlides($("slides").dataset.looks);
  readGroups($("likeness").dataset.groups);
  readCameras($("shots").dataset.cameras);
  state.choice = JSON.parse($("marks").dataset.marks);
  state.marked = new Map(state.order.map((id, index) => [id, MARKS[state.choice.letters[index]] ?? "none"]));
  return true;
}

function readSlides(text) {
  if (text === written.slides) return;
  written.slides = text;
  state.looks = JSON.parse(text);
  state.order = state.looks.flatMap(([, ids]) => ids);
  state.lookOf = new Map(state.looks.flatMap(([, ids], look) => ids.map((id) => [id, look])));
}

function readGroups(text) {
  if (text === written.groups) return;
  written.groups = text;
  state.groupOf = new Map(JSON.parse(text).flatMap((group) => group.map((id) => [id, group])));
}

function readCameras(text) {
  if (text === written.cameras) return;
  written.cameras = text;
  state.shotOf = new Map(JSON.parse(text).flatMap(([camera, shots]) => shots.map(([id, time]) => [id, [camera, time]])));
}
