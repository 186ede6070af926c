// A soft bell while somebody waits: every visible `data-ring` element rings until it is gone. Browsers allow sound only
// after a first touch; until then the screen shows what rings.

let audio = null;

function unlock() {
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
}

function strike(pitch, at) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 1.4);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 1.5);
}

function ring() {
  const rings = [...document.querySelectorAll("[data-ring]")].some((element) => !element.closest("[hidden]"));
  document.documentElement.classList.toggle("is-ringing", rings);
  if (!rings || audio?.state !== "running") return;
  strike(659, audio.currentTime);
  strike(523, audio.currentTime + 0.35);
}

export function start() {
  document.addEventListener("pointerdown", unlock, { once: true });
  setInterval(ring, 3000);
  setTimeout(ring, 600);
}
