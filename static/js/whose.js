// On a shared tablet some taps want to know whose hand it is: the tap waits here until a PIN or a badge has been shown, and goes
// out again as that person's. A PIN is never kept on the device, so it does not travel as a tap.
import { post } from "./posting.js";
import { newId, send } from "./tap.js";

const dialog = document.getElementById("whose");
const said = dialog.querySelector("[data-whose-said]");
const root = document.body.dataset.root ?? "";
let waiting = null;

function asked({ detail: { tap, status, answer } }) {
  if (status !== 403 || answer?.code !== "own_badge_needed") return;
  waiting = { path: tap.url.slice(root.length), body: tap.body, key: tap.key };
  said.textContent = "";
  dialog.querySelector(`input[value="${answer.detail?.actor ?? ""}"]`)?.click();
  if (!dialog.open) dialog.showModal();
  document.getElementById("pin").focus();
}

async function goOn(staff) {
  const tap = waiting;
  waiting = null;
  dialog.close();
  if (tap) {
    const fields = new URLSearchParams(tap.body);
    fields.delete("command_id");
    fields.set("actor", staff);
    await send(tap.path, fields, () => {}, tap.key);
  }
  if (staff !== document.body.dataset.who) location.assign(`${root}/station/${staff}`);
}

async function shown(event) {
  const form = event.target.closest("#whose form");
  if (!form) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  body.set("command_id", newId());
  const { isRight, answer } = await post(form.action, body);
  for (const field of form.querySelectorAll("input:not([type=hidden], [type=radio])")) field.value = "";
  window.dispatchEvent(new Event("badge:read"));
  if (isRight && answer.staff) goOn(answer.staff);
  else {
    said.textContent = answer.message ?? said.dataset.unreached;
    if (!dialog.open) dialog.showModal();
  }
}

document.addEventListener("tap:answered", asked);
document.addEventListener("submit", shown);
dialog.addEventListener("close", () => { said.textContent = ""; });
dialog.querySelector("[data-close]").addEventListener("click", () => { waiting = null; dialog.close(); });
