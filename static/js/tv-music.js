// Music under a pass. A piece is fetched whole before it plays, so it goes on while the server is away. A browser may refuse
// to make a sound before somebody has touched the set: the show goes on, and the first touch is the permission.
(function () {
  "use strict";

  const FADE_MS = 3000;
  const STEP_MS = 50;
  const TRY_AGAIN_MS = 5000;

  // `list()` gives a promise of how many pieces there are, `fetchPiece(number)` one of a blob; `heard(sound)` is told
  // "playing", "refused" or "none".
  window.makeMusic = function (list, fetchPiece, heard) {
    const audio = document.createElement("audio");
    let wanted = 0; // the volume from 0 to 1 that is aimed at; 0 is silence
    let isLoading = false;
    let isRefused = false;
    let pieces = null;
    let number = -1;
    let life = 0;
    let fading = 0;
    let said = "";
    let address = ""; // of the piece that is held
    let isOver = false;

    audio.volume = 0;

    function say(sound) {
      if (sound === said) return;
      said = sound;
      heard(sound);
    }

    // The piece that is held makes room for this one; "" is none.
    function hold(url) {
      if (address) URL.revokeObjectURL(address);
      address = url;
      if (url) {
        audio.src = url;
        return;
      }
      audio.pause();
      audio.removeAttribute("src");
      audio.load();
    }

    // A whole fade takes FADE_MS, a change of the volume its share of that.
    function fade() {
      clearInterval(fading);
      fading = setInterval(() => {
        const step = STEP_MS / FADE_MS;
        const left = wanted - audio.volume;
        audio.volume = Math.min(1, Math.max(0, Math.abs(left) <= step ? wanted : audio.volume + Math.sign(left) * step));
        if (audio.volume !== wanted) return;
        clearInterval(fading);
        if (isOver) hold("");
        else if (!wanted) audio.pause();
      }, STEP_MS);
    }

    function attempt() {
      if (!wanted || !address) return;
      const playing = audio.play();
      const began = () => { isRefused = false; say("playing"); fade(); };
      if (!playing) {
        began(); // sets of old have no promise here
        return;
      }
      playing.then(began, (error) => {
        if (error && error.name === "NotAllowedError") {
          isRefused = true;
          say("refused");
        } else if (wanted && audio.error) next();
      });
    }

    function load() {
      if (isLoading) return;
      isLoading = true;
      const begun = life;
      const isOurs = () => begun === life;
      const counted = pieces === null ? list() : Promise.resolve(pieces);
      counted.then((count) => {
        if (!isOurs()) return null;
        pieces = count;
        if (!count) {
          isLoading = false;
          say("none");
          return null;
        }
        number = (number + 1) % count;
        return fetchPiece(number).then((blob) => {
          if (!isOurs()) return;
          isLoading = false;
          hold(URL.createObjectURL(blob));
          attempt();
        });
      }).catch(() => {
        if (!isOurs()) return;
        isLoading = false;
        setTimeout(() => { if (isOurs() && wanted && !address) load(); }, TRY_AGAIN_MS);
      });
    }

    let failures = 0;

    function next() {
      failures += 1;
      hold("");
      if (failures > (pieces || 1)) {
        say("none"); // this set can play none of them
        return;
      }
      if (wanted) load();
    }

    audio.addEventListener("ended", () => { failures = 0; next(); });
    audio.addEventListener("error", () => { if (address) next(); });

    ["click", "keydown", "touchend"].forEach((touch) => {
      document.addEventListener(touch, () => { if (isRefused) attempt(); });
    });

    // `volume` from 0 to 1; 0 fades out and rests where it is.
    function aim(volume) {
      if (volume === wanted) return;
      const wasSilent = !wanted;
      wanted = volume;
      if (volume && isOver) start();
      if (!volume || !wasSilent) fade();
      else if (address) attempt();
      else if (pieces !== 0) load();
    }

    // The next party does not begin in the middle of the last one's piece, not even while that one still fades out.
    function start() {
      isOver = false;
      clearInterval(fading);
      hold("");
      audio.volume = 0;
    }

    // Another presentation, or none: it begins anew, and of this one nothing is kept once it has faded out.
    function end() {
      life += 1;
      isLoading = false;
      pieces = null;
      number = -1;
      failures = 0;
      said = "";
      wanted = 0;
      isOver = true;
      fade();
    }

    return { aim, end, sound: () => said || null, element: audio };
  };
}());
