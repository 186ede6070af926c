// A form that is sent once, now or not at all: what may not be kept on the device, as a PIN, is no tap.
import { within } from "./within.js";

// Resolves with whether it was right, and the answer, which is empty where none came.
export async function post(address, body) {
  try {
    const response = await fetch(address, {
      method: "POST", body, signal: within(),
      headers: { Accept: "application/json", "X-Locale": document.body.dataset.locale ?? "" },
    });
    return { isRight: response.ok, answer: await response.json() };
  } catch {
    return { isRight: false, answer: {} };
  }
}
