// Questions on the tablet: each keeps the keyboard inside while it is open and gives it back afterwards.
import { filled } from "../words.js";
import { draft, keepDraft } from "./drafts.js";
import { $, number, page, photos, usesOf } from "./state.js";

let before = null;
let leave = null;

// `left` is called when it is left without an answer.
function open(dialog, left = () => {}) {
  close();
  before = document.activeElement;
  leave = { dialog, left };
  dialog.hidden = false;
  page.classList.add("is-asking");
  // what costs nothing is what a careless Enter gets
  (dialog.querySelector("textarea, input") ?? dialog.querySelector("[data-first]")).focus();
}

function close() {
  if (!leave) return;
  const { dialog, left } = leave;
  leave = null;
  dialog.hidden = true;
  page.classList.remove("is-asking");
  if (before?.isConnected) before.focus();
  left();
}

export const isOpen = () => leave !== null;

document.addEventListener("keydown", (event) => {
  if (!leave) return;
  if (event.key === "Escape") {
    event.stopImmediatePropagation();
    close();
  }
  if (event.key !== "Tab") return;
  const stops = [...leave.dialog.querySelectorAll("button:not(:disabled), textarea, input")].filter((one) => one.offsetParent);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  if (event.shiftKey && document.activeElement === first) { last.focus(); event.preventDefault(); }
  if (!event.shiftKey && document.activeElement === last) { first.focus(); event.preventDefault(); }
}, true);

function amount(cents) {
  const digits = Number($("over").dataset.digits);
  return (cents / 10 ** digits).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

// An extra has a price: it is said before anything is added. Resolves with "add", "swap" or "leave".
export function askForExtra(detail, photo, albumName) {
  const dialog = $("over");
  const words = dialog.dataset;
  const price = amount(detail.price_cents);
  const slots = { ...detail, price, total: amount(detail.total_cents), currency: words.currency };
  const isAlbum = detail.product === albumName;
  $("over-title").textContent = filled(isAlbum ? words.album : words.product, slots);
  $("over-text").textContent = filled(words.price, slots);
  $("over-add").textContent = filled(photo ? words.add : words.back, slots);
  $("swap").hidden = !detail.swap || !photo;
  if (detail.swap && photo) {
    const staysPicked = !isAlbum && usesOf(detail.swap).length > 1;
    $("swap-word").textContent = filled(staysPicked ? $("swap-word").dataset.less : $("swap-word").dataset.maybe, slots);
    photos.small($("swap-old"), detail.swap);
    photos.small($("swap-new"), photo);
  }
  return new Promise((resolve) => {
    let answer = "leave";
    const answered = (wanted) => () => { answer = wanted; close(); };
    $("over-add").onclick = answered("add");
    $("swap-now").onclick = answered("swap");
    $("over-leave").onclick = answered("leave");
    open(dialog, () => resolve(answer));
  });
}

// Resolves with the words, or "" when it was left. What was typed and neither pinned nor left stands there the next time.
export function askForWords(photo, spot) {
  const keep = (words) => keepDraft(number, photo, words, spot);
  $("pin-words").value = draft(number, photo)?.words ?? "";
  return new Promise((resolve) => {
    let words = "";
    $("pin-words").oninput = () => keep($("pin-words").value);
    $("pin-form").onsubmit = (event) => {
      event.preventDefault();
      words = $("pin-words").value.trim();
      if (!words) return;
      keep("");
      close();
    };
    $("pin-leave").onclick = () => { keep(""); close(); };
    open($("pinning"), () => resolve(words));
  });
}

export const path = (rest) => `/presentations/${number}/${rest}`;
