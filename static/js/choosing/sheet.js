// The printed sheet: fills in the photographs while their presentation runs, puts the pins where they belong, and prints.
import { now } from "../clock.js";

const root = document.body.dataset.root ?? "";
const paper = document.querySelector("main.paper");

for (const mark of paper.querySelectorAll(".pin")) {
  mark.style.setProperty("left", `${mark.dataset.x * 100}%`);
  mark.style.setProperty("top", `${mark.dataset.y * 100}%`);
}

const { presentation, booking } = paper.dataset;
if (presentation) {
  const grants = window.makeGrants(root, now);
  grants.begin(Number(presentation));
  for (const image of paper.querySelectorAll("img[data-photo]")) {
    grants.address(booking, image.dataset.photo, "thumb").then((url) => { image.src = url; }, () => {});
  }
} else {
  paper.classList.add("is-without-photos");
}
document.getElementById("print").addEventListener("click", () => window.print());
