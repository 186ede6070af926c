// The TV's own remote, a keyboard or a clicker at the set: for when the presenter's tablet is not at hand. Each press names
// the slide that it means, counted from what the last press asked for: presses that cross on the way skip nothing. A press that
// cannot be sent is forgotten, for nobody wants the photo to jump a minute later. Plain script: old TVs run it.
(function () {
  "use strict";

  // A remote often has no name for its key, only a number: those of webOS, Tizen and HbbTV, and of an ordinary keyboard.
  const CODES = {
    8: "Backspace", 13: "Enter", 27: "Escape", 32: " ", 33: "PageUp", 34: "PageDown",
    37: "ArrowLeft", 38: "ArrowUp", 39: "ArrowRight", 40: "ArrowDown",
    19: "MediaPause", 402: "MediaPlayPause", 413: "MediaStop", 415: "MediaPlay", 10252: "MediaPlayPause",
    176: "MediaTrackNext", 177: "MediaTrackPrevious", 178: "MediaStop", 179: "MediaPlayPause",
    412: "MediaRewind", 417: "MediaFastForward", 424: "MediaTrackPrevious", 425: "MediaTrackNext",
    427: "ChannelUp", 428: "ChannelDown", 10232: "MediaTrackPrevious", 10233: "MediaTrackNext",
    166: "BrowserBack", 461: "GoBack", 10009: "GoBack", 403: "ColorF0Red",
  };

  // `tv` tells `show()`, `order()` and `now()`; `ask` fetches an address of ours.
  window.makeKeys = function (ask, tv) {
    const timeline = window.timeline;
    const waiting = [];
    let mine = null; // where the presses have come to, until the server has said so
    let isSending = false;

    function cursor() {
      const show = tv.show();
      if (mine && (mine.presentation !== show.presentation || show.version >= mine.version)) mine = null;
      return mine ? mine.slide : timeline.cursorAt(show, tv.order(), tv.now());
    }

    // Where a step leads, past all that has been put away, only the server knows: a TV hears of no mark.
    const step = (by) => press("step", by);
    const play = () => press("play-from");

    function pause() {
      if (cursor() !== null) press("pause");
    }

    function playOrPause() {
      if (timeline.isPlaying(tv.show(), tv.order(), tv.now())) pause();
      else play();
    }

    function black() {
      press(tv.show().is_black ? "light" : "black");
    }

    // One at a time and in order; several steps that wait are one. Those the other way are not: at the end of the photos
    // steps on lead nowhere, and the first one back leads back.
    function press(does, by) {
      const last = waiting[waiting.length - 1];
      if (does === "step" && last && last.does === "step" && last.by * by > 0) last.by += by;
      else waiting.push({ does, by, presentation: tv.show().presentation });
      if (!isSending) send();
    }

    function send() {
      const fields = waiting.shift();
      if (!fields) return;
      isSending = true;
      const body = new URLSearchParams();
      body.set("command_id", Array.from(window.crypto.getRandomValues(new Uint32Array(4))).join("-"));
      body.set("presentation", fields.presentation);
      body.set("does", fields.does);
      if (fields.by) body.set("by", fields.by);
      if (cursor() !== null) body.set("slide", cursor());
      const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
      ask("/tv/remote", { method: "POST", body: body.toString(), headers })
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null)
        .then((said) => {
          isSending = false;
          if (!said) {
            mine = null;
            waiting.length = 0;
          } else if (fields.does === "step") {
            mine = { presentation: said.presentation, slide: said.slide, version: said.version };
          }
          send();
        });
    }

    const next = () => step(1);
    const back = () => step(-1);
    const KEYS = {
      ArrowRight: next, ArrowDown: next, PageDown: next, ChannelUp: next, MediaTrackNext: next,
      ArrowLeft: back, ArrowUp: back, PageUp: back, ChannelDown: back, MediaTrackPrevious: back,
      Right: next, Down: next, MediaFastForward: next, XF86RaiseChannel: next, XF86AudioNext: next,
      Left: back, Up: back, MediaRewind: back, XF86LowerChannel: back, XF86AudioPrev: back,
      Enter: playOrPause, " ": playOrPause, Spacebar: playOrPause, MediaPlayPause: playOrPause, XF86PlayBack: playOrPause,
      MediaPlay: play, Play: play, XF86AudioPlay: play,
      MediaPause: pause, Pause: pause, XF86AudioPause: pause, MediaStop: pause, XF86AudioStop: pause,
      GoBack: black, BrowserBack: black, XF86Back: black, Backspace: black, Escape: black, Esc: black, b: black, ".": black,
      ColorF0Red: black, XF86Red: black, // where the set keeps “back” for itself
    };

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = KEYS[event.key] || KEYS[CODES[event.keyCode]];
      if (!act) return;
      event.preventDefault(); // “back” leaves no page here
      if (!event.repeat && tv.show().presentation !== null && tv.order().length) act();
    });
  };
}());
