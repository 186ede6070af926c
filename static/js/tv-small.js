// A photo that takes its time comes small at first, and sharp as soon as it is here (FAULTS F17). Plain script: old TVs run it.
(function () {
  "use strict";

  const AFTER_MS = 500; // a set that had to wait longer for its last photo fetches the small one at once
  const AGAIN_MS = 2000;

  // `stands(id)` says whether that photo alone is on the glass, `put(id, blob)` puts its sharp copy there, and `lacks(id)` is told
  // that it cannot be had just now.
  window.makeSmall = function (pictures, address, stands, put, lacks) {
    const small = new Set(); // what came small and is not sharp yet

    function fetchSmall(id) {
      return address(id, "thumb")
        .then((url) => window.fetchInTime(url))
        .then((response) => (response.ok ? response.blob() : null));
    }

    // A promise of the photo, or of its small copy if that is here first.
    function soonest(id) {
      const whole = pictures.load(id);
      small.delete(id);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => fetchSmall(id).then((blob) => {
          if (!blob || pictures.held(id)) return;
          small.add(id);
          resolve(blob);
        }).catch(() => {}), pictures.took() > AFTER_MS ? 0 : AFTER_MS);
        const done = (act) => (value) => { clearTimeout(timer); act(value); };
        whole.then(done(resolve), done(reject));
      });
    }

    let sharpening = null;

    function makeSharp(id) {
      sharpening = id;
      pictures.load(id).then((blob) => {
        sharpening = null;
        if (stands(id) && small.delete(id)) put(id, blob);
      }, () => {
        sharpening = null;
        if (!stands(id) || !small.has(id)) return;
        lacks(id);
        sharpening = id;
        setTimeout(makeSharp, AGAIN_MS, id);
      });
    }

    return {
      soonest,
      // what stands on the glass stays small no longer than it must
      follow: (id) => { if (small.has(id) && sharpening !== id) makeSharp(id); },
      isSmall: (id) => small.has(id),
      // says whether it had been small until now
      becameSharp: (id) => small.delete(id),
    };
  };
}());
