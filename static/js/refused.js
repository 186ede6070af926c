// What the house has refused, in its own sentence, for as long as that takes to read; the next one has the whole time again.
const READ_MS = 8000;

let leaving = 0;

export function refuse({ message }) {
  const said = document.getElementById("said");
  said.textContent = message;
  said.hidden = false;
  clearTimeout(leaving);
  leaving = setTimeout(() => { said.hidden = true; }, READ_MS);
}
