// A check-in or a call that has not been sent yet outlives a reload. Nothing else of a guest is ever kept: what is kept here
// is an address, the tap's id and, for a check-in, the server's sealed ticket; no name, no digits.

const KEY = `hth.lobby${document.body.dataset.root ?? ""}`;

export function keep(form, milliseconds) {
  localStorage.setItem(KEY, JSON.stringify({ form, expires: Date.now() + milliseconds }));
}

export function forget() {
  localStorage.removeItem(KEY);
}

// What was still on its way, with the milliseconds left to try.
export function left() {
  try {
    const { form, expires } = JSON.parse(localStorage.getItem(KEY));
    return { form, milliseconds: expires - Date.now() };
  } catch {
    return null;
  }
}
