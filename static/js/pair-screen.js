// A screen that shows its code: asks every few seconds whether it has been let in, and puts what the answer says into its page. It
// is never loaded anew for that (WCAG 2.2.1), and a server that is away for a while leaves the code where it is. Plain script: old
// TVs run it.
(function () {
  "use strict";

  const MOST_SECONDS = 60;

  function again() {
    const seconds = Number(document.querySelector("main").getAttribute("data-every")) || MOST_SECONDS;
    window.setTimeout(look, seconds * 1000);
  }

  function look() {
    const asked = { redirect: "manual", credentials: "same-origin", cache: "no-store", headers: { Accept: "text/html" } };
    window.fetch(window.location.href, asked)
      .then((answer) => {
        if (answer.type !== "opaqueredirect") return answer.text().then(show);
        window.location.reload(); // it has been let in: its own page is behind this address now
        return null;
      })
      .catch(() => null)
      .then(again);
  }

  function show(text) {
    const here = document.querySelector("main");
    const there = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    if (!there || !there.hasAttribute("data-every")) return; // an error's page
    here.setAttribute("data-every", there.getAttribute("data-every"));
    if (here.textContent === there.textContent) return;
    while (here.firstChild) here.removeChild(here.firstChild);
    while (there.firstChild) here.appendChild(document.adoptNode(there.firstChild));
  }

  again();
}());
