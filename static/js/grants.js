// The right of this screen to fetch the photos of one running presentation: asked for when it starts, renewed at half
// its life. Plain script: old TVs run it too.
(function () {
  "use strict";

  const AGAIN_MS = 2000;

  // `root` is the page's prefix; `now()` the server's clock in ms.
  window.makeGrants = function (root, now) {
    let grant = null;
    let timer = 0;

    // `path` is where the grant is asked for, if not at the presentation.
    function begin(presentation, path) {
      grant = { presentation, path: path || `/presentations/${presentation}/grant`, value: "" };
      grant.given = new Promise((resolve) => { grant.resolve = resolve; });
      renew();
    }

    function end() {
      clearTimeout(timer);
      grant = null;
    }

    function renew() {
      clearTimeout(timer);
      const current = grant;
      if (!current) return;
      const again = (ms) => { if (grant === current) timer = setTimeout(renew, ms); };
      window.fetchInTime(root + current.path)
        .then((response) => {
          if (response.ok) return response.json();
          throw new Error("no grant");
        })
        .then((given) => {
          current.value = given.grant;
          current.resolve();
          again(Math.max(AGAIN_MS, (given.expires_at - now()) / 2));
        })
        .catch(() => again(AGAIN_MS));
    }

    // A promise of a photo's address, as soon as there is a grant.
    function address(booking, id, rendition) {
      const current = grant;
      if (!current) return Promise.reject(new Error("nothing is presented"));
      return current.given.then(() => `${root}/photos/${booking}/${id}/${rendition}?g=${current.value}`);
    }

    // The same for a presentation's music; below `root`, for it is asked for as everything else is.
    function music(presentation, piece) {
      const current = grant;
      if (!current) return Promise.reject(new Error("nothing is presented"));
      return current.given.then(() => `/presentations/${presentation}/music${piece}?g=${current.value}`);
    }

    return { begin, end, renew, address, music };
  };
}());
