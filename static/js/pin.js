// A form that asks for a PIN: what is refused is said beside it, and nobody leaves the page. `data-tries` is where the PIN is looked
// at: the form's own address, or one before it, after which the form goes out by itself. A PIN never travels as a kept tap.
import { post } from "./posting.js";
import { newId } from "./tap.js";

const ASKED_ELSEWHERE = ["badge_needed", "not_a_manager"]; // the page that asks for a manager's is a page of its own

const secrets = (form) => [...form.querySelectorAll("input:not([type=hidden], [type=radio])")];

function told(form) {
  const body = new URLSearchParams({ command_id: newId() });
  for (const field of form.querySelectorAll("input:not([type=hidden])")) {
    if (field.type !== "radio" || field.checked) body.set(field.name.replace("badge_", ""), field.value);
  }
  return body;
}

function refuse(form, message) {
  const place = form.closest("section, main").querySelector("[data-refused]");
  place.querySelector("span").textContent = message ?? place.dataset.unreached;
  place.hidden = false;
  for (const field of secrets(form)) field.value = "";
  secrets(form)[0].focus();
  window.dispatchEvent(new Event("badge:read"));
}

function goOn(form) {
  if (form.getAttribute("action") === form.dataset.tries) return location.assign(form.elements.back.value);
  for (const field of secrets(form)) field.value = "";
  return HTMLFormElement.prototype.submit.call(form); // among what waits in it a field may be called `submit`
}

async function submitted(event) {
  const form = event.target.closest("form[data-tries]");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.state) return; // the finger is impatient
  form.dataset.state = "sending";
  const { isRight, answer } = await post(form.dataset.tries, told(form));
  delete form.dataset.state;
  if (isRight) goOn(form);
  else if (ASKED_ELSEWHERE.includes(answer.code)) HTMLFormElement.prototype.submit.call(form);
  else refuse(form, answer.message);
}

document.addEventListener("submit", submitted);
