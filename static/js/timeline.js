// Which slide is on the screen at a moment: the same function as display/domain/timeline.py, so that a TV and a tablet
// agree on every slide of a play without another word, also while the server is away. Plain script: old TVs run it.
(function () {
  "use strict";

  // `show` as the server sends it; `order` the ids of the slides; `now` in ms by the server's clock. -1: not in order.
  function indexAt(show, order, now) {
    const first = order.indexOf(show.slide);
    if (first < 0 || show.since === null) return first;
    const passed = Math.max(0, Math.floor((now - show.since) / show.dwell));
    return Math.min(first + passed, order.length - 1);
  }

  // The slide's id; null is the title.
  function cursorAt(show, order, now) {
    const index = indexAt(show, order, now);
    return index < 0 ? show.slide : order[index];
  }

  // When the play comes to its next slide, in ms; Infinity when it stands still.
  function nextChange(show, order, now) {
    const index = indexAt(show, order, now);
    if (show.since === null || index < 0 || index >= order.length - 1) return Infinity;
    return show.since + (index - order.indexOf(show.slide) + 1) * show.dwell;
  }

  // Whether slides are still following one another: a play that has reached the last slide is over after its dwell.
  function isPlaying(show, order, now) {
    const first = order.indexOf(show.slide);
    return show.since !== null && first >= 0 && now < show.since + (order.length - first) * show.dwell;
  }

  window.timeline = { indexAt, cursorAt, nextChange, isPlaying };
}());
