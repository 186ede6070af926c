// Sends a form until it has a definite answer: one id, so that a repeat is answered and not repeated.
import { within } from "../within.js";

const SENDING_AFTER_MS = 400;
const UNSENT_AFTER_MS = 3000;
const RETRY_MS = [300, 600, 1200, 2000];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// `form` is {action, fields, accept}. Resolves with {status, fragment, message, call}; null once `until` (ms of performance.now) has passed without an
// answer. `message` is a refusal's sentence and `call` the number of a call, where JSON was asked for.
export async function deliver(form, { until, onState }) {
  const timers = [
    setTimeout(() => onState("sending"), SENDING_AFTER_MS),
    setTimeout(() => onState("unsent"), UNSENT_AFTER_MS),
  ];
  try {
    for (let tries = 0; performance.now() < until; tries += 1) {
      const answer = await attempt(form);
      if (answer) return answer;
      await pause(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    }
    return null;
  } finally {
    timers.forEach(clearTimeout);
    onState("");
  }
}

const told = ({ message = "", call = "" }) => ({ message, call: String(call) });

// One try. No network, no answer in time, a server that cannot save: nothing definite, so null.
async function attempt({ action, fields, accept = "text/html" }) {
  try {
    const response = await fetch(action, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: accept, "X-Fragment": "1", "X-Locale": document.body.dataset.locale },
      signal: within(),
    });
    if (response.status >= 500) return null;
    if (accept === "application/json") return { status: response.status, ...told(await response.json()) };
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { status: response.status, fragment: page.querySelector("[data-fragment]") };
  } catch {
    return null;
  }
}
