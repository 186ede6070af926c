// A full house still fits the wall: the fuller the fullest stage, the less each card tells (names never shrink), and a stage
// with more parties than fit below each other gets a second column. The page arrives with the same sums done.
import { onChange } from "./live.js";

const stages = document.querySelector(".stages");
const [roomy, full, medium, rows] = stages.dataset.steps.split(" ").map(Number);

function density(fullest) {
  if (fullest <= roomy) return "roomy";
  if (fullest <= full) return "full";
  return fullest <= medium ? "medium" : "tight";
}

function fit() {
  let fullest = 0;
  for (const stage of stages.children) {
    const parties = stage.lastElementChild.children.length;
    stage.dataset.columns = Math.max(1, Math.ceil(parties / rows));
    fullest = Math.max(fullest, parties);
  }
  stages.dataset.density = density(fullest);
}

onChange(fit);
