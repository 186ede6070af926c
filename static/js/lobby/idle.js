// Nobody there: first a question with a countdown, then the next guest finds a clean page. A step may also close by itself.

const LOOK_MS = 250;
const RESTED_MS = 1000;

const dialog = document.getElementById("still-there");
let touchedAt = performance.now();

export function touched() {
  touchedAt = performance.now();
}

// Resolves when nothing has been touched for a moment: the time for work that nobody waits for.
export async function rested() {
  while (performance.now() - touchedAt < RESTED_MS) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

function ask(secondsLeft) {
  const told = document.getElementById("still-told");
  told.textContent = told.dataset.told.replace("{seconds}", String(Math.max(0, Math.ceil(secondsLeft))));
  if (!dialog.open) dialog.showModal();
}

function stay() {
  touched();
  if (dialog.open) dialog.close();
}

// `plan()` says what holds now: null (stay for ever), {seconds} (close quietly), or {seconds, warning} (ask first).
export function start(plan, end) {
  const look = () => {
    const now = plan();
    const idle = (performance.now() - touchedAt) / 1000;
    const bar = document.querySelector("[data-step]:not([hidden]) .closing progress");
    if (bar && now) bar.value = Math.min(1, idle / now.seconds);
    if (now && idle >= now.seconds + (now.warning ?? 0)) {
      stay();
      end();
    } else if (now?.warning && idle >= now.seconds) {
      ask(now.seconds + now.warning - idle);
    } else if (dialog.open) {
      dialog.close();
    }
  };
  for (const event of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(event, () => { if (!dialog.open) touched(); }, { capture: true, passive: true });
  }
  dialog.addEventListener("click", (event) => {
    stay();
    if (event.target.closest("button")?.value === "leave") end();
  });
  dialog.addEventListener("cancel", stay);
  setInterval(look, LOOK_MS);
}
