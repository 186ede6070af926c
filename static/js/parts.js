// Puts parts where they belong. A pushed part and a refetched page go the same way, so a screen that listened and a
// screen that was reloaded look the same.
import { Idiomorph } from "../vendor/idiomorph-0.8.0.esm.min.js";

const TYPED = 'textarea, input:not([type="hidden"], [type="checkbox"], [type="radio"], [type="file"])';

const callbacks = {
  // nor is what is being typed; should it be left again, the server's word stands there
  beforeNodeMorphed: (element, fresh) => {
    if (!element.matches?.(TYPED) || element.value === element.defaultValue) return true;
    element.defaultValue = fresh.defaultValue;
    return false;
  },
  // what the finger has opened or ticked, and a tap on its way, are not the server's to change
  beforeAttributeUpdated: (name, element) =>
    !["open", "checked", "selected"].includes(name) && !(name === "data-state" && element.dataset?.state === "sending"),
};

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function placeFor(list, order) {
  for (const child of list.children) {
    if (Number(child.dataset.order ?? 0) > order) return child;
  }
  return null;
}

// What is put elsewhere in the page loses the focus: whoever was in it is still there.
function move(element, list, order) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  list.insertBefore(element, placeFor(list, order));
  focused?.focus({ preventScroll: true });
}

export function put(part) {
  const fresh = parse(part.html);
  const list = document.getElementById(part.into);
  const old = document.getElementById(part.id);
  if (!fresh || !list) {
    old?.remove();
    return;
  }
  if (old && old.parentElement === list) {
    const isElsewhere = Number(old.dataset.order) !== part.order;
    Idiomorph.morph(old, fresh, { callbacks });
    const element = document.getElementById(part.id);
    if (isElsewhere && element) move(element, list, part.order);
    return;
  }
  old?.remove();
  list.insertBefore(fresh, placeFor(list, part.order));
}

export function remove(id) {
  document.getElementById(id)?.remove();
}

// Everything live of a whole page: lists by their parts, `data-live` regions as a whole.
export function adopt(page) {
  for (const list of page.querySelectorAll("[data-list]")) {
    const mine = document.getElementById(list.id);
    if (!mine) continue;
    const wanted = new Set([...list.children].map((child) => child.id));
    for (const child of [...mine.children]) if (!wanted.has(child.id)) child.remove();
    for (const child of [...list.children]) {
      put({ id: child.id, into: list.id, order: Number(child.dataset.order ?? 0), html: child.outerHTML });
    }
  }
  for (const region of page.querySelectorAll("[data-live]")) {
    const mine = document.getElementById(region.id);
    if (mine) Idiomorph.morph(mine, region.outerHTML, { callbacks });
  }
}
