// Those that look alike lie on one another among all photos, until somebody opens them.
import { $, markOf, noteOf, state } from "./state.js";

const opened = new Set(); // stacks, by the first photo of their group

// The studio's pick lies on top, else one that is picked, else the first.
const rank = (id) => (noteOf(id)[2] ? 0 : markOf(id) === "pick" ? 1 : 2);
const topOf = (ids) => ids.reduce((top, id) => (rank(id) < rank(top) ? id : top));

// What stands in the grid for these photos: `id` is seen there, `holds` are those that it stands for. The photos of an open
// stack stand together where its first one stood.
export function lieOnOneAnother(ids) {
  const together = new Map();
  for (const id of ids) {
    const group = state.groupOf.get(id) ?? id;
    together.set(group, [...(together.get(group) ?? []), id]);
  }
  return [...together.entries()].flatMap(([group, some]) => {
    if (some.length < 2) return [{ id: some[0], holds: some, stack: null }];
    const [key] = group;
    const isOpen = opened.has(key);
    const stack = { key, isOpen, ids: some, isFirst: true };
    if (!isOpen) return [{ id: topOf(some), holds: some, stack }];
    return some.map((id, index) => ({ id, holds: [id], stack: { ...stack, isFirst: index === 0 } }));
  });
}

export function openAndClose(key) {
  if (!opened.delete(key)) opened.add(key);
}

function made(item) {
  const button = item.appendChild(document.createElement("button"));
  button.type = "button";
  button.appendChild(document.createElement("span"));
  return button;
}

// How many there are, and how many of them are picked, on a button that opens them and lays them back.
export function chip(item, { stack }) {
  item.className = stack ? (stack.isOpen ? "is-spread" : "is-stack") : "";
  if (!stack?.isFirst) return;
  const button = item.querySelector("[data-stack]") ?? made(item);
  const picked = stack.ids.filter((id) => markOf(id) === "pick").length;
  const { alike, alikePicked } = $("thumbs").dataset;
  const filled = (words) => words.replace("{n}", stack.ids.length).replace("{m}", picked);
  button.dataset.stack = stack.key;
  button.firstElementChild.textContent = filled(alike) + (picked ? ` ♥ ${picked}` : "");
  button.setAttribute("aria-label", filled(picked ? alikePicked : alike));
  button.setAttribute("aria-expanded", stack.isOpen);
  button.toggleAttribute("data-picked", picked > 0);
}
