// The sheet has left its party too early: a thread leads from the party's card to the call for its sheet above, in the gaps
// between cards, so that it crosses none. It is drawn right before a frame, and nothing is measured where no such pair is seen.
const SVG = "http://www.w3.org/2000/svg";
const CALLS = "#needs > .sheet:not([hidden]):not(.is-crowded-out)";
const threads = document.getElementById("threads");
const stages = document.querySelector(".stages");
const lanes = 4; // px between two threads in one gap, on a wall of 1920
let isDue = false;

function pairs() {
  return [...document.querySelectorAll(CALLS)]
    .map((call) => [document.getElementById(call.id.replace("need-", "visit-")), call])
    .filter(([card]) => card);
}

// Down from the call into the gap above the stages, along it, down beside the stage, and within a stage of several columns
// along the gap above its cards.
function way(card, call, aside) {
  const [at, from, title] = [card, call, card.querySelector("h3")].map((one) => one.getBoundingClientRect());
  const list = card.parentElement, of = list.getBoundingClientRect();
  const gap = parseFloat(getComputedStyle(stages).columnGap), inner = parseFloat(getComputedStyle(list).columnGap) || gap;
  const above = (from.bottom + stages.getBoundingClientRect().top) / 2 + aside, beside = of.left - gap / 2 + aside;
  const isFirst = at.left - of.left < gap;
  const below = of.top + parseFloat(getComputedStyle(list).paddingTop) / 2 + aside;
  const within = isFirst ? "" : `V${below} H${at.left - inner / 2 + aside}`;
  return `M${from.left + from.height / 2 + aside} ${from.bottom} V${above} H${beside} ${within} V${title.top + title.height / 2} H${at.left}`;
}

function draw() {
  isDue = false;
  const found = pairs();
  const unit = (lanes * innerWidth) / 1920;
  const ways = found.map(([card, call], place) => way(card, call, (place - (found.length - 1) / 2) * unit));
  while (threads.querySelectorAll(".thread").length < ways.length) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", "thread");
    path.setAttribute("marker-start", "url(#thread-end)");
    path.setAttribute("marker-end", "url(#thread-end)");
    threads.append(path);
  }
  threads.querySelectorAll(".thread").forEach((path, place) => {
    if (place < ways.length) path.setAttribute("d", ways[place]);
    else path.remove();
  });
}

function soon() {
  if (isDue || (!threads.querySelector(".thread") && !document.querySelector(CALLS))) return;
  isDue = true;
  requestAnimationFrame(draw);
}

new MutationObserver(soon).observe(document.querySelector("main"), {
  subtree: true, childList: true, attributeFilter: ["hidden", "class", "data-density", "data-columns"],
});
addEventListener("resize", soon);
document.fonts.ready.then(soon);
soon();
