// Check-ins and calls that are still on their way outlive a reload. Nothing else of a guest is ever kept: what is kept here is
// an address, the tap's id and, for a check-in, the server's sealed ticket; no name, no digits.
import { lasting } from "../memory.js";

const KEY = `hth.lobby${document.body.dataset.root ?? ""}`;

const load = () => lasting.get(KEY, []);
const store = (taps) => lasting.put(KEY, taps.length ? taps : null);

const but = (form) => load().filter((tap) => tap.form.fields.command_id !== form.fields.command_id);

export function keep(form, milliseconds) {
  store([...but(form), { form, expires: Date.now() + milliseconds }]);
}

export function forget(form) {
  store(but(form));
}

// What was still on its way when the page went, with the milliseconds left to try.
export function left() {
  const taps = load().map(({ form, expires }) => ({ form, milliseconds: expires - Date.now() }));
  const living = taps.filter((tap) => tap.milliseconds > 0);
  taps.filter((tap) => !living.includes(tap)).forEach((tap) => forget(tap.form));
  return living;
}
