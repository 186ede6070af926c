// What is waited for, but not for ever: a connection that died without a word never answers. Plain script: old TVs run it.
(function () {
  "use strict";

  const GIVE_UP_MS = 10000;

  window.inTime = function (promise, ms) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("no answer")), ms);
      const done = (act) => (value) => { clearTimeout(timer); act(value); };
      promise.then(done(resolve), done(reject));
    });
  };

  // A request that is given up where no answer has begun in time, and its connection with it: a browser has only a few.
  window.fetchInTime = function (address, options) {
    const stop = window.AbortController ? new AbortController() : null;
    const usual = { credentials: "same-origin", cache: "no-store" };
    return window.inTime(fetch(address, Object.assign(usual, stop && { signal: stop.signal }, options)), GIVE_UP_MS)
      .catch((error) => {
        if (stop) stop.abort();
        throw error;
      });
  };
}());
