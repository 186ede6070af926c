// A scanner types: a burst of keys, faster than any finger, mostly with Enter after it. What it types is looked at and
// nothing else: never opened, never sent unless it has the form of a booking's code, never written anywhere (FAULTS T33).
import { WORDS } from "./card.js";

const BURST_MS = 60; // no finger keeps that up over eight keys
const SETTLED_MS = 130; // a scanner without Enter is done
const SHORTEST = 8;
const LONGEST = 512;
const CODE = /^(?:HTH[- ]?)?[BCDFGHJKLMNPQRSTVWXZ]{4}[- ]?[BCDFGHJKLMNPQRSTVWXZ]{4}$/;
const CARD = new RegExp(`^HTHD-(${WORDS.join("|")})(?:-(.+))?$`); // what the desk prints for those who only scan

let text = "";
let length = 0;
let lastAt = -Infinity;
let settling = 0;
let held = null; // the field that the first key fell into, as it was before

const codeIn = (typed) => {
  const plain = typed.normalize("NFKC").trim().toUpperCase();
  return typed.length <= LONGEST && CODE.test(plain) ? plain : null;
};

const cardIn = (typed) => (typed.length <= LONGEST ? typed.normalize("NFKC").trim().toUpperCase().match(CARD) : null);

function forget() {
  clearTimeout(settling);
  text = "";
  length = 0;
  lastAt = -Infinity; // the next key begins anew, however soon it comes
  held = null;
}

const isField = (element) => element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");

function begin(event) {
  forget();
  held = isField(event.target) ? { field: event.target, value: event.target.value } : null;
}

// `act` has isOpen(), code(text), card(word, choice) and foreign(); digits alone are the keypad's, which takes the last four of a number.
// Says whether it was a scan, so that its Enter presses no button. Into a field that asks for other words one may type; the
// card is heard on every step.
function end(act) {
  const typed = text;
  const isScan = length >= SHORTEST && !/^[0-9+ ]+$/.test(typed.normalize("NFKC"));
  const field = held;
  const card = cardIn(typed);
  forget();
  if (!card && (!isScan || !act.isOpen())) return isScan && !field;
  if (field) field.field.value = field.value; // the burst was no name
  const code = codeIn(typed);
  if (card) act.card(card[1], card[2] ?? "");
  else if (code) act.code(code);
  else act.foreign();
  return true;
}

export function listen(act) {
  const heard = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const isBurst = event.timeStamp - lastAt < BURST_MS;
    const isCharacter = [...event.key].length === 1;
    if (event.key === "Enter" || event.key === "Tab") {
      if (isBurst && length >= SHORTEST && end(act)) {
        event.preventDefault();
        event.stopPropagation();
      } else {
        forget();
      }
      return;
    }
    if (!isCharacter) return; // Shift and its like come between the letters
    if (!isBurst) begin(event);
    lastAt = event.timeStamp;
    length += 1;
    if (length <= LONGEST) text += event.ctrlKey || event.metaKey || event.altKey ? "\u0000" : event.key;
    if (isBurst && (event.ctrlKey || event.metaKey || event.altKey || length > LONGEST)) event.preventDefault();
    clearTimeout(settling);
    settling = setTimeout(() => { if (length >= SHORTEST) end(act); }, SETTLED_MS);
  };
  document.addEventListener("keydown", heard, { capture: true });
}
