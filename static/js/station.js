// What only the station needs: ticking a whole list, and the party that was just taken.
import "./afterwards.js";
import "./twice.js";

// Marks that there is script: only then is “tick all” of use.
document.documentElement.classList.add("has-script");

function boxes(form) {
  return [...form.querySelectorAll('input[type="checkbox"]')];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick-all]");
  if (!button) return;
  const all = boxes(document.getElementById(button.dataset.tickAll));
  const isTicked = all.every((box) => box.checked);
  for (const box of all) box.checked = !isTicked;
});

// By this window alone: a page that frames the station stays where it is.
function seen(party) {
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  window.scrollBy({ top: party.getBoundingClientRect().top - parseFloat(scrollPaddingTop) });
}

// Whoever takes a party sees that party, also beside others that are held longer.
let taken = "";

document.addEventListener("submit", (event) => {
  const visit = event.target.getAttribute("action").match(/\/visits\/(\d+)\/(?:handoff\/acceptance|greeting)$/);
  if (visit) taken = `visit-${visit[1]}`;
});

// And where nobody is left in these hands, whoever is brought next stands at the top, in sight.
const mine = document.getElementById("mine");

new MutationObserver((changes) => {
  const party = changes.flatMap((change) => [...change.addedNodes]).find((node) => node.id === taken);
  const hasLeft = changes.some((change) => change.removedNodes.length) && mine.childElementCount === 1;
  if (hasLeft) window.scrollTo({ top: 0 });
  if (!party) return;
  taken = "";
  seen(party);
}).observe(mine, { childList: true });

// The welcome is longer than what follows it: the same party is seen from its top again. And whoever is on the way to a party
// of theirs sees whom they are about to greet, however much else stands above it.
document.addEventListener("tap:answered", ({ detail: { tap, status } }) => {
  const visit = tap.url.match(/\/visits\/(\d+)\/(?:gate|arrival)$/);
  const party = visit && status < 300 && document.getElementById(`visit-${visit[1]}`);
  if (party) seen(party);
});
