// The page's sentences, in the reader's language: base.html carries them as data attributes.

export const filled = (text, slots) => text.replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");

export function word(key, slots = {}) {
  return filled(document.getElementById("words")?.dataset[key] ?? "", slots);
}

// Only where it is news: what is written anew is read out anew.
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
