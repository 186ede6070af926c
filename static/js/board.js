// A full house still fits the wall: the fuller the fullest stage, the less each card tells (names never shrink), and a stage
// with more parties than fit below each other gets a second column. The page arrives with the same sums done.
import { onChange } from "./live.js";

const stages = document.querySelector(".stages");
const [full, medium, rows] = stages.dataset.steps.split(" ").map(Number);

function fit() {
  let fullest = 0;
  for (const stage of stages.children) {
    const parties = stage.lastElementChild.children.length;
    stage.dataset.columns = Math.max(1, Math.ceil(parties / rows));
    fullest = Math.max(fullest, parties);
  }
  stages.dataset.density = fullest <= full ? "full" : fullest <= medium ? "medium" : "tight";
}

onChange(fit);
