// A photo on the wall of a room, drawn in millimetres: whoever gives the size of a millimetre gets the real size. The same for
// the TV and for the presenter's tablet. Plain script: old TVs run it.
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const LIP = 10; // how far a frame stands out over what it holds, and throws its shadow on it

  function add(parent, name, attributes) {
    const made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
    return parent.appendChild(made);
  }

  function grown(box, by) {
    return [box[0] - by, box[1] - by, box[2] + 2 * by, box[3] + 2 * by];
  }

  function rect(parent, box, kind) {
    return add(parent, "rect", { x: box[0], y: box[1], width: box[2], height: box[3], class: kind });
  }

  // The four sides of a frame, mitred, so that each catches the light in its own way.
  function mitred(parent, outer, inner) {
    const corners = (box) => [[box[0], box[1]], [box[0] + box[2], box[1]], [box[0] + box[2], box[1] + box[3]], [box[0], box[1] + box[3]]];
    const [out, into] = [corners(outer), corners(inner)];
    ["above", "right", "below", "left"].forEach((side, index) => {
      const next = (index + 1) % 4;
      const points = [out[index], out[next], into[next], into[index]];
      add(parent, "polygon", { points: points.map((point) => point.join()).join(" "), class: "side " + side });
    });
  }

  // What frames the print, under it: shadows on the wall, the frame, the mat with its bevelled cut.
  function drawFrame(svg, wall) {
    const print = wall.print;
    const held = grown(print, wall.mat);
    const outer = grown(held, wall.frame);
    rect(svg, [outer[0] + 26, outer[1] + 34, outer[2], outer[3]], "cast far");
    rect(svg, [outer[0] + 8, outer[1] + 10, outer[2], outer[3]], "cast near");
    const frame = add(svg, "g", { class: "frame " + wall.finish });
    rect(frame, outer, "ground");
    if (wall.frame) {
      rect(frame, held, "behind");
      mitred(frame, outer, held);
      [0.3, 0.52, 0.71, 0.86].forEach((share) => rect(frame, grown(outer, -wall.frame * share), "grain"));
      rect(frame, grown(outer, -1), "edge");
      rect(frame, grown(held, 1.5), "rebate");
    }
    if (wall.mat) {
      rect(frame, held, "mat");
      mitred(add(frame, "g", { class: "cut" }), grown(print, 2), print);
    }
  }

  // What falls onto the print or its mat, over it: the lip's shadow, from where the light comes.
  function drawLip(svg, wall) {
    const held = grown(wall.print, wall.mat);
    if (!wall.frame) return;
    rect(svg, [held[0], held[1], held[2], LIP], "lip above");
    rect(svg, [held[0], held[1], LIP, held[3]], "lip beside");
  }

  function fresh(element, kind, window) {
    const svg = element.querySelector("svg." + kind);
    while (svg.firstChild) svg.removeChild(svg.firstChild);
    svg.setAttribute("viewBox", window.join(" "));
    return svg;
  }

  function furnish(element) {
    if (element.querySelector("img")) return;
    const made = (name) => add(element, "svg", { class: name, preserveAspectRatio: "none", "aria-hidden": "true" });
    made("scene");
    made("holder");
    const image = element.appendChild(document.createElement("img"));
    image.className = "print";
    image.decoding = "sync";
    image.alt = "";
    made("over");
  }

  // Everything but the photo itself: `wall` as the server sends it, `window` the piece of the scene that fills the element.
  function draw(element, wall, window) {
    furnish(element);
    add(fresh(element, "scene", window), "use", { href: "#scene-" + wall.scene });
    drawFrame(fresh(element, "holder", window), wall);
    drawLip(fresh(element, "over", window), wall);
    const image = element.querySelector("img");
    const share = (length, of) => (100 * length / of).toFixed(5) + "%";
    image.style.left = share(wall.print[0] - window[0], window[2]);
    image.style.top = share(wall.print[1] - window[1], window[3]);
    image.style.width = share(wall.print[2], window[2]);
    image.style.height = share(wall.print[3], window[3]);
  }

  window.wallScene = { draw };
}());
