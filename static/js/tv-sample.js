// A sample on the TV: fetched when it is shown, and asked about now and then while it stays. One whose people take their consent
// back goes at once; a house that is silent takes nothing away. Plain ES2015 for engines from 2019 on.
(function () {
  "use strict";

  const AGAIN_MS = 5000; // answered without the picture while nothing has changed

  // `ask(path, options)` fetches; `again()` is called when there is something else to show.
  window.makeSample = function (ask, again) {
    let watched = null;
    let refused = null;
    let timer = 0;

    const word = (show) => "sample-" + show.sample;
    const isRefused = (show) => Boolean(show.sample) && refused === show.sample;

    function heard(key, response) {
      if (response.status !== 404 || key !== watched) return response;
      refused = key;
      again();
      return response;
    }

    function load(show) {
      const key = show.sample;
      return ask("/tv/samples/" + key).then((response) => {
        if (heard(key, response).ok) return response.blob();
        throw new Error("refused");
      });
    }

    function look() {
      const key = watched;
      const headers = { "If-None-Match": "\"" + key + "\"" };
      ask("/tv/samples/" + key, { headers }).then((response) => heard(key, response)).catch(() => {}).then(() => {
        if (key === watched && key !== refused) timer = setTimeout(look, AGAIN_MS);
      });
    }

    // At every change of what is known.
    function follow(show) {
      const key = show.sample || null;
      if (key === watched) return;
      watched = key;
      refused = null;
      clearTimeout(timer);
      if (key) timer = setTimeout(look, AGAIN_MS);
    }

    return { word, isRefused, load, follow };
  };
}());
