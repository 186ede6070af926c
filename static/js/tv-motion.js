// The slow movement of a photo while it stands: one of a few drifts, always the same one for the same photo. Only `transform`
// moves, which costs an old set next to nothing.
(function () {
  "use strict";

  const DRIFTS = ["drift-in", "drift-out", "drift-up", "drift-down"];
  const SPARE_MS = 4000; // it goes on under the cross-fade and while the next one is awaited

  function nameFor(id) {
    let sum = 0;
    for (let place = 0; place < id.length; place += 1) sum += id.charCodeAt(place);
    return DRIFTS[sum % DRIFTS.length];
  }

  // `move` is null for none; `ms` how long the photo stands, `isLong` for one that stands longer and comes nearer.
  function put(image, key, move) {
    image.style.animation = "none";
    if (!move) return;
    image.style.transformOrigin = "50% 42%"; // where faces are
    image.getBoundingClientRect(); // so that the same drift begins anew
    image.style.animation = (move.isLong ? "drift-near" : nameFor(key)) + " " + (move.ms + SPARE_MS) + "ms linear both";
    image.style.animationPlayState = move.isPaused ? "paused" : "running";
  }

  // It rests with a play that rests, and lets go of a photo that is looked at closely.
  function rest(image, isPaused) {
    image.style.animationPlayState = isPaused ? "paused" : "running";
  }

  window.tvMotion = { put, rest, stop: (image) => { image.style.animation = "none"; } };
}());
