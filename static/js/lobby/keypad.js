// Four digits from our own keys, from a keyboard or from a scanner that types.
import { write } from "../words.js";

export const WANTED = 4;
const BURST_MS = 60; // fingers are slower, scanners faster
const SETTLED_MS = 120;

const folded = (text) => text.normalize("NFKC").replace(/[^0-9]/g, "");

export const withDigit = (digits, digit) => (digits.length < WANTED ? digits + digit : digits);

export function draw(digits) {
  for (const slots of document.querySelectorAll(".slots")) {
    [...slots.children].forEach((slot, place) => {
      slot.textContent = digits[place] ?? "";
      slot.classList.toggle("filled", place < digits.length);
      slot.classList.toggle("here", place === digits.length);
    });
  }
  document.querySelector("[data-key='enter']").hidden = digits.length < WANTED;
  const told = document.querySelector("[data-count]");
  write(told, digits ? told.dataset.count.replace("{count}", String(digits.length)) : "");
}

// Keys of a keyboard, where a scanner that types a whole phone number leaves its last four. `act` has get(), put(digits),
// remove(), enter(), and isOpen() for whether digits are asked for at all.
export function listen(act) {
  let lastAt = 0;
  let settled = 0;
  document.addEventListener("keydown", (event) => {
    if (!act.isOpen() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const digit = event.key.length === 1 ? folded(event.key) : "";
    clearTimeout(settled);
    if (digit) {
      const isBurst = event.timeStamp - lastAt < BURST_MS;
      lastAt = event.timeStamp;
      act.put(isBurst ? (act.get() + digit).slice(-WANTED) : withDigit(act.get(), digit));
      settled = setTimeout(act.enter, SETTLED_MS);
    } else if (event.key === "Backspace") {
      act.remove();
    } else if (event.key === "Enter" && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      act.enter();
    }
  });
}
