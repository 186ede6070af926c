// The studio's star on a photo: drawn when the presenter shows it, and not there at any other time. Plain ES2015 for engines
// from 2019 on.
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const POINTS = 5;
  const [MIDDLE, OUTER, INNER] = [50, 47, 20];
  const TONES = 4; // of brass, from the side that the light falls on to the one in its shade
  const LIGHT = -2.0; // where it comes from: above, from the left
  const LEAVES_MS = 420;
  const MARGIN = 0.55; // to the photo's edges, in shares of the star

  const at = (step, radius) => {
    const angle = (step * Math.PI) / POINTS - Math.PI / 2;
    return { x: MIDDLE + radius * Math.cos(angle), y: MIDDLE + radius * Math.sin(angle) };
  };
  const spell = (points) => points.map((point) => point.x.toFixed(2) + "," + point.y.toFixed(2)).join(" ");
  const corner = (step) => at(step, step % 2 ? INNER : OUTER);

  function shape(star, name, points) {
    const polygon = star.appendChild(document.createElementNS(SVG, "polygon"));
    polygon.setAttribute("class", name);
    polygon.setAttribute("points", spell(points));
  }

  // Ten facets, folded along each ray, every one as bright as it is turned to the light.
  function drawn() {
    const star = document.createElementNS(SVG, "svg");
    star.setAttribute("viewBox", "0 0 100 100");
    star.setAttribute("class", "studio-star");
    star.setAttribute("aria-hidden", "true");
    const steps = Array.from({ length: POINTS * 2 }, (_, step) => step);
    shape(star, "edge", steps.map(corner));
    steps.forEach((step) => {
      const [one, other] = [corner(step), corner(step + 1)];
      const faces = Math.atan2(other.y - one.y, other.x - one.x) - Math.PI / 2;
      const turned = (1 - Math.cos(faces - LIGHT)) / 2;
      shape(star, "tone-" + Math.min(TONES - 1, Math.floor(turned * TONES)), [{ x: MIDDLE, y: MIDDLE }, one, other]);
    });
    return star;
  }

  // Where the photo may be seen: its box on the screen without padding, border and what a zoom does to the image.
  function boxOf(image) {
    const cell = image.dataset.layer ? image : image.parentNode;
    const style = window.getComputedStyle(cell);
    const [left, top] = [parseFloat(style.paddingLeft), parseFloat(style.paddingTop)];
    return {
      left: cell.offsetLeft + cell.clientLeft + left,
      top: cell.offsetTop + cell.clientTop + top,
      width: cell.clientWidth - 2 * left,
      height: cell.clientHeight - 2 * top,
    };
  }

  window.makeStar = function (element) {
    let star = null;

    function leave() {
      const leaving = star;
      star = null;
      leaving.classList.remove("is-there");
      setTimeout(() => { if (leaving.parentNode) element.removeChild(leaving); }, LEAVES_MS);
    }

    // In the lower right corner of what is to be seen of the photo.
    function place(image, zoom) {
      const box = boxOf(image);
      const photo = { width: image.naturalWidth, height: image.naturalHeight };
      const end = window.zooming.place(box, photo, zoom, { x: 1, y: 1 });
      const size = parseFloat(window.getComputedStyle(star).width); // as large as it will be when it has come in
      star.style.left = box.left + Math.min(box.width, end.x) - size * (1 + MARGIN) + "px";
      star.style.top = box.top + Math.min(box.height, end.y) - size * (1 + MARGIN) + "px";
    }

    // `image` is null where no star is to be.
    function put(image, zoom) {
      if (star && star.image !== image) leave();
      if (!image) return;
      const isNew = !star;
      if (isNew) star = element.appendChild(drawn());
      star.image = image;
      place(image, zoom);
      star.getBoundingClientRect(); // the browser has to have seen it there, or it would not come in
      star.classList.add("is-there");
    }

    return { put };
  };
}());
