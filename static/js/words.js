// The page's sentences, in the reader's language: base.html carries them as data attributes.

export function word(key, slots = {}) {
  const text = document.getElementById("words")?.dataset[key] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
}
