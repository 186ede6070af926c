// Who comes to a guest who rang: nobody is said to, until somebody has taken the call (I11).
import { write } from "../words.js";
import * as idle from "./idle.js";

const taken = document.getElementById("taken-calls");
let heard = null; // the call whose taking this guest has heard of

export function draw(room, guest) {
  const taker = guest.call ? [...taken.children].find((one) => one.dataset.call === guest.call) : null;
  const fate = !guest.isCalled ? "unsent" : taker ? "taken" : "sent";
  for (const part of room.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== fate;
  if (!taker) return;
  if (heard !== guest.call) idle.touched(); // there is something new to read
  heard = guest.call;
  const text = document.getElementById("lobby-words").dataset.taken.replace("{name}", taker.dataset.name);
  for (const line of room.querySelectorAll("[data-live=taker]")) write(line, text);
  const step = room.querySelector("[data-step]:not([hidden]) [data-live=caller]");
  const picture = taker.firstElementChild;
  if (step && !step.firstElementChild.isEqualNode(picture)) step.replaceChildren(picture.cloneNode(true));
}

export const hear = (redraw) => new MutationObserver(redraw).observe(taken, { childList: true, subtree: true, attributes: true });
