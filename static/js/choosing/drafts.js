// Retouch notes that are being typed, by photo: kept on this tablet over a reload until they are pinned or left, and no longer than
// the presentation they belong to.
import { passing } from "../memory.js";

const KEY = "hth.pins";

const kept = () => passing.get(KEY, {});
const draftsOf = (number) => (kept().number === number ? kept().drafts : {});

// {words, x, y} of the photo; undefined where nothing was begun.
export const draft = (number, photo) => draftsOf(number)[photo];

export function keepDraft(number, photo, words, { x, y }) {
  const { [photo]: _, ...others } = draftsOf(number);
  const drafts = words.trim() ? { ...others, [photo]: { words, x, y } } : others;
  passing.put(KEY, { number, drafts });
}

// `isOpen(number)` says whether a presentation still runs.
export function forgetDrafts(isOpen) {
  if (!isOpen(kept().number)) passing.put(KEY, null);
}
