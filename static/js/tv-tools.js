// What this set is and how it is doing, told to the server now and then: the people of the house read it at the desk.
// Plain script: old TVs run it.
(function () {
  "use strict";

  const EVERY_MS = 30000;

  // `ask` fetches an address of ours; `held()` gives the photos in memory as {count, bytes}.
  window.makeTools = function (ask, held) {
    let longest = 0;
    let before = 0;
    let isAwake = false;

    // A page that nobody sees is not painted: that pause is no slow frame.
    function frame(now) {
      if (before) longest = Math.max(longest, now - before);
      before = now;
      window.requestAnimationFrame(frame);
    }

    function tell() {
      const ratio = window.devicePixelRatio || 1;
      const { count, bytes } = held();
      const body = new URLSearchParams();
      body.set("command_id", String(Math.random()).slice(2) + "00000000");
      body.set("width", String(Math.round(window.innerWidth * ratio)));
      body.set("height", String(Math.round(window.innerHeight * ratio)));
      if (navigator.deviceMemory) body.set("memory_gb", String(navigator.deviceMemory));
      body.set("holds", String(count));
      body.set("held_bytes", String(bytes));
      body.set("longest_ms", String(Math.round(longest)));
      body.set("is_kept_awake", isAwake ? "1" : "0");
      longest = 0;
      const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
      ask("/tv/condition", { method: "POST", body: body.toString(), headers }).then((answer) => answer.text()).catch(() => {});
    }

    // A set that goes to sleep in the middle of a presentation would be a black screen; browsers allow this on https only.
    function stayAwake() {
      if (!navigator.wakeLock || document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then(() => { isAwake = true; }, () => { isAwake = false; });
    }

    document.addEventListener("visibilitychange", () => {
      before = 0;
      stayAwake();
    });
    stayAwake();
    window.requestAnimationFrame(frame);
    setInterval(tell, EVERY_MS);
    setTimeout(tell, 1000);
  };
}());
