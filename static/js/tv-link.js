// The TV's link with the house: what the server says, in order and whole, and the server's time. Plain script: old TVs run it.
(function () {
  "use strict";

  const AGAIN_MS = 500;

  // The server's time, steady even if this set's own clock is moved. `at` is what the server's clock showed when it spoke.
  window.makeHouseClock = function (at) {
    let offset = at - performance.now();
    let isCalibrated = false;
    let heardAt = performance.now();

    function hear(said) {
      const seen = said - performance.now();
      // the smallest delay is the truest: towards later messages the offset only sinks by a drift
      offset = isCalibrated && Math.abs(seen - offset) < 2000 ? Math.max(offset - 0.2, seen) : seen;
      isCalibrated = true;
      heardAt = performance.now();
    }

    return { hear, now: () => performance.now() + offset, silence: () => performance.now() - heardAt };
  };

  // `page` is the body's dataset, `ask` fetches an address of ours. What the link hears it tells `tv`: `become(show, looks)`
  // with null for what stays as it is, `forget()` when this set is no longer the studio's, `hello()` at each connection, and
  // `isIdle()` it asks before it loads a newer page.
  window.makeLink = function (page, clock, ask, tv) {
    let seq = Number(page.seq);
    let etag = "";
    let behind = 0;
    let missed = 0; // the newest announcement that came while the state was on its way
    let isFetching = false;
    let isOlder = false; // made by another program than the house's now

    function read(container) {
      const shown = container.querySelector("#show");
      const slides = container.querySelector("#slides");
      return {
        show: shown ? JSON.parse(shown.getAttribute("data-show")) : null,
        looks: slides ? JSON.parse(slides.getAttribute("data-looks")) : null,
      };
    }

    function apply(message) {
      if (message.seq <= seq) return;
      if (message.from !== seq) {
        missed = message.seq;
        fetchState();
        return;
      }
      seq = message.seq;
      if (!message.parts.length) return;
      const html = message.parts.map((part) => part.html).join("");
      const said = read(new DOMParser().parseFromString(html, "text/html"));
      tv.become(said.show, said.looks);
    }

    function fetchState() {
      if (isFetching) return;
      isFetching = true;
      missed = 0;
      ask("/tv/state", { headers: { "If-None-Match": etag } }).then((response) => {
        if (response.status === 401 || response.status === 403) tv.forget();
        if (response.status !== 200) return null;
        etag = response.headers.get("ETag") || "";
        return response.json().then((state) => {
          if (state.seq < seq) return;
          seq = state.seq;
          tv.become(state.show, state.looks);
        });
      }).catch(() => {}).then(() => {
        isFetching = false;
        if (missed > seq) fetchState();
      });
    }

    // Nothing that has been heard counts until the state has been fetched.
    function startOver() {
      seq = -1;
      etag = "";
    }

    function listen() {
      const socket = window.io({
        transports: ["websocket"],
        reconnectionDelay: 100,
        reconnectionDelayMax: 500,
        randomizationFactor: 0.5,
        timeout: 3000,
        auth: (tell) => tell({ screen: page.screen, who: page.who, locale: page.locale, token: page.token, at: Date.now() }),
      });
      socket.on("hello", (message) => {
        clock.hear(message.at);
        isOlder = message.build !== page.build;
        if (message.seq < seq) startOver(); // a house put back from its backup
        if (message.seq !== seq) fetchState();
        tv.hello();
      });
      socket.on("changed", (message) => { clock.hear(message.at); apply(message); });
      socket.on("beat", (message) => {
        clock.hear(message.at);
        if (isOlder && tv.isIdle()) window.location.reload(); // not in front of a party
        behind = message.seq > seq ? behind + 1 : 0; // a beat may overtake the announcement that it counts
        if (behind > 1) fetchState();
      });
      socket.on("revoked", tv.forget);
      // Turned away, it does not try again by itself; a set that is no longer the studio's learns so from the state.
      const again = () => {
        if (socket.active) return;
        fetchState();
        setTimeout(() => socket.connect(), AGAIN_MS);
      };
      socket.on("disconnect", again);
      socket.on("connect_error", again);
    }

    return { read, fetchState, startOver, listen };
  };
}());
