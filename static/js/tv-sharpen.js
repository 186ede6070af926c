// What is looked at closely is looked at in its largest copy. Where that is not there yet the darkroom makes it before all others,
// so it is asked for again a few times. Plain script: old TVs run it.
(function () {
  "use strict";

  const AGAIN_MS = 1500;
  const MOST_TRIES = 8; // of a photo that is no larger itself there never is one

  // `address` gives a photo's address, `put(key, id, blob)` shows its larger copy.
  window.makeSharpener = function (address, put) {
    let sharpened = "";

    function attempt(key, id, tries) {
      if (sharpened !== key) return;
      address(id, "tv4k")
        .then((url) => window.fetchInTime(url + "&wanted=1"))
        .then((response) => {
          if (!response.ok) throw new Error("not there yet");
          return response.blob();
        })
        .then((blob) => {
          if (sharpened === key) put(key, id, blob);
        }, () => {
          if (tries < MOST_TRIES) setTimeout(attempt, AGAIN_MS, key, id, tries + 1);
        })
        .catch(() => {});
    }

    // `key` stands on the glass, `ids` of it are to be sharper; asked for once as long as it stands there.
    function look(key, ids) {
      if (sharpened === key || !ids.length) return;
      sharpened = key;
      ids.forEach((id) => attempt(key, id, 1));
    }

    return { look, forget: () => { sharpened = ""; } };
  };
}());
