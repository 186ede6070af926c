// A scanner types a badge's code like a very quick person, wherever the focus is: it is caught on the whole page and sent.
// Also: the print button, for pages may not carry script of their own.
const CODE = /HTHB-[A-Z2-7]{26}$/;
const PAUSE_MS = 400; // no scanner is slower between two signs

const form = document.querySelector("form[data-badge]");
let heard = "";
let heardAt = 0;
let isSent = false;

function hear(event) {
  if (isSent) return event.preventDefault(); // the scanner's own Enter must not send the other form
  if (event.isComposing || event.key.length !== 1) return;
  heard = (event.timeStamp - heardAt > PAUSE_MS ? "" : heard) + event.key.toUpperCase();
  heardAt = event.timeStamp;
  const [code] = heard.match(CODE) ?? [];
  if (!code) return;
  event.preventDefault();
  isSent = true;
  form.querySelector("input:not([type=hidden])").value = code;
  form.requestSubmit();
}

if (form) document.addEventListener("keydown", hear, true);
for (const again of ["pageshow", "badge:read"]) window.addEventListener(again, () => { isSent = false; }); // the page stays
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
for (const radio of document.querySelectorAll("form[data-pin] input[type=radio]")) {
  radio.addEventListener("change", () => document.getElementById("pin").focus());
}
