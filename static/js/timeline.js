// Which slide is on the screen at a moment: the same function as display/domain/timeline.py, so that a TV and a tablet
// agree on every slide of a play without another word, also while the server is away. Plain script: old TVs run it.
(function () {
  "use strict";

  let known = null; // the times that `own` was made of: once for a show, for a pass asks for every slide
  let own = new Map();

  // How long a slide stands: as long as all of them, unless it has a time of its own; none at all beside the one before it.
  function lasts(show, id) {
    if (show.dwells !== known) {
      known = show.dwells;
      own = new Map(known || []);
    }
    return own.has(id) ? own.get(id) : show.dwell;
  }

  // Where a play stops: at the last slide that it does not skip.
  function lastOf(show, order) {
    const skipped = show.skipped || [];
    let last = order.length - 1;
    while (last > 0 && skipped.indexOf(order[last]) >= 0) last -= 1;
    return last;
  }

  // `show` as the server sends it; `order` the ids of the slides; `now` in ms by the server's clock. Gives the place in
  // order (-1: not in it) and until when it stands there.
  function reached(show, order, now) {
    let index = order.indexOf(show.slide);
    if (index < 0 || show.since === null) return { index, until: Infinity };
    let until = show.since + lasts(show, order[index]);
    const last = lastOf(show, order);
    while (index < last && now >= until) {
      index += 1;
      until += lasts(show, order[index]);
    }
    return { index, until };
  }

  // The slide's id; null is the title.
  function cursorAt(show, order, now) {
    const { index } = reached(show, order, now);
    return index < 0 ? show.slide : order[index];
  }

  // When the play comes to its next slide, in ms; Infinity when it stands still.
  function nextChange(show, order, now) {
    const at = reached(show, order, now);
    return at.index < 0 || at.index >= lastOf(show, order) ? Infinity : at.until;
  }

  // Whether slides are still following one another: a play that has reached the last slide is over after its dwell.
  function isPlaying(show, order, now) {
    return show.since !== null && order.indexOf(show.slide) >= 0 && now < overAt(show, order);
  }

  // When the last slide of a play has had its time, in ms.
  function overAt(show, order) {
    return reached(show, order, Infinity).until;
  }

  // The slides that share the wall with this one, itself among them.
  function beside(show, id) {
    return (show.pairs || []).find((pair) => pair.indexOf(id) >= 0) || [id];
  }

  window.timeline = { cursorAt, nextChange, isPlaying, overAt, beside, lasts };
}());
