// A bell while somebody waits: every visible `data-ring` element rings until it is gone, `data-ring="soft"` with one quiet note
// and half as often. During a shoot what rings is only seen: by whoever photographs, and on a shared tablet that stands there.
// Browsers allow sound only after a first touch; until then the screen shows what rings.

const LOUD = 0.2;
const SOFT = 0.06;

let audio = null;
let round = 0;

function unlock() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

function strike(pitch, at, loudest) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(loudest, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 1.4);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 1.5);
}

function isQuiet() {
  const shoots = document.querySelector("[data-shoots]");
  if (!shoots) return false;
  const { here } = shoots.closest("[data-here]").dataset;
  return "mine" in shoots.dataset || shoots.dataset.shoots.split(" ").includes(here || "nowhere");
}

function ring() {
  const ringing = [...document.querySelectorAll("[data-ring]")].filter((element) => !element.closest("[hidden]"));
  document.documentElement.classList.toggle("is-ringing", ringing.length > 0);
  round += 1;
  if (!ringing.length || isQuiet() || audio?.state !== "running") return;
  if (ringing.some((element) => element.dataset.ring !== "soft")) {
    strike(659, audio.currentTime, LOUD);
    strike(523, audio.currentTime + 0.35, LOUD);
  } else if (round % 2) {
    strike(523, audio.currentTime, SOFT);
  }
}

export function start() {
  document.addEventListener("pointerdown", unlock, { once: true });
  setInterval(ring, 3000);
  setTimeout(ring, 600);
}
