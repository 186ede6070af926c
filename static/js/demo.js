// Scales each frame of the demo page to its place, so that every screen is seen at its real proportions.

function fit() {
  for (const glass of document.querySelectorAll(".glass")) {
    const scale = glass.clientWidth / Number(glass.dataset.width);
    glass.firstElementChild.style.setProperty("transform", `scale(${scale})`);
    glass.style.setProperty("height", `${Number(glass.dataset.height) * scale}px`);
  }
}

fit();
addEventListener("resize", fit);
