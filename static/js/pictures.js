// Photos in memory: fetched ahead as blobs, never twice, dropped when they are no longer near.
(function () {
  "use strict";

  const AT_ONCE = 2;
  const GIVE_UP_MS = 20000;
  const REST_AFTER_FAILURE_MS = 4000;

  // `address(id, rendition)` gives a promise of the URL; `refused()` is told when an address was not honoured;
  // `renditions()` names the wished ones, best first.
  window.makePictures = function (address, refused, renditions) {
    let kept = new Map();
    let loading = new Map();
    let failedAt = new Map();
    let lesser = new Set(); // of these only a smaller copy was there
    let wanted = [];
    let took = 0; // ms that the last one was on its way

    function attempt(id, names, stop) {
      const options = Object.assign({ credentials: "same-origin", cache: "no-store" }, stop && { signal: stop.signal });
      return address(id, names[0])
        .then((url) => window.inTime(fetch(url, options), GIVE_UP_MS))
        .then((response) => {
          if (response.ok) {
            lesser[names.length < renditions().length ? "add" : "delete"](id);
            return window.inTime(response.blob(), GIVE_UP_MS);
          }
          if (names.length > 1) return attempt(id, names.slice(1), stop);
          refused();
          throw new Error("refused");
        });
    }

    function load(id) {
      if (kept.has(id)) return Promise.resolve(kept.get(id));
      if (loading.has(id)) return loading.get(id).promise;
      const stop = window.AbortController ? new AbortController() : null;
      const begunAt = performance.now();
      const one = { stop };
      one.promise = attempt(id, renditions(), stop).then((blob) => {
        if (loading.get(id) !== one) throw new Error("no longer wanted");
        took = performance.now() - begunAt;
        failedAt.delete(id);
        kept.set(id, blob);
        loading.delete(id);
        pump();
        return blob;
      }, (error) => {
        if (loading.get(id) === one) {
          giveUp(id);
          loading.delete(id);
          failedAt.set(id, performance.now());
        }
        throw error;
      });
      loading.set(id, one);
      return one.promise;
    }

    // A slow line is for what is wanted now.
    function giveUp(id) {
      const one = loading.get(id);
      if (!one.stop) return;
      loading.delete(id);
      one.stop.abort();
    }

    function rests(id) {
      return performance.now() - (failedAt.has(id) ? failedAt.get(id) : -Infinity) < REST_AFTER_FAILURE_MS;
    }

    // What is wanted first has the line for itself: on a slow one the others would hold it up.
    function pump() {
      for (const id of wanted) {
        if (loading.size >= AT_ONCE || loading.has(wanted[0])) return;
        if (!kept.has(id) && !loading.has(id) && !rests(id)) load(id).catch(() => {});
      }
    }

    // Fetch these in this order, one after another, and let go of all others.
    function keep(ids) {
      wanted = ids;
      const near = new Set(ids);
      Array.from(kept.keys()).forEach((id) => { if (!near.has(id)) kept.delete(id); });
      Array.from(loading.keys()).forEach((id) => { if (!near.has(id)) giveUp(id); });
      pump();
    }

    // Another party's photos, or none: nothing of these may stay.
    function clear() {
      Array.from(loading.keys()).forEach(giveUp);
      kept = new Map();
      loading = new Map();
      failedAt = new Map();
      lesser = new Set();
      wanted = [];
    }

    // The wished copy of a photo that is held in a smaller one.
    function better(id, blob) {
      if (lesser.delete(id) && kept.has(id)) kept.set(id, blob);
    }

    function weight() {
      const sizes = Array.from(kept.values()).map((blob) => blob.size);
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    }

    return { load, keep, clear, better, held: (id) => kept.get(id), isLesser: (id) => lesser.has(id), took: () => took, weight };
  };
}());
