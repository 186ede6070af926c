// A field to sign on: what the finger or the pen draws becomes the path of an SVG, on 1000 by 300, at most so many points. Nothing
// of it is kept anywhere before it is sent, neither over a reload: whoever signs has read what stands above, and does it in one go.
// Strokes that lay on the tablet could come under another sum, or under somebody else's.
const MOST_POINTS = 1000;
const LEAST_PX = 6; // between two points, in units of the field

export function makePad(canvas, changed) {
  const strokes = [];
  const pen = canvas.getContext("2d");
  let stroke = null;

  const count = () => strokes.reduce((sum, one) => sum + one.length, 0);

  function at(event) {
    const area = canvas.getBoundingClientRect();
    const share = (value, size, most) => Math.max(0, Math.min(most, Math.round((value / size) * most)));
    return [share(event.clientX - area.left, area.width, 999), share(event.clientY - area.top, area.height, 299)];
  }

  function draw() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = getComputedStyle(canvas).color;
    Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round" });
    for (const points of strokes) {
      pen.beginPath();
      points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (points.length === 1) pen.lineTo(points[0][0] + 0.1, points[0][1]);
      pen.stroke();
    }
  }

  function down(event) {
    if (count() >= MOST_POINTS) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    strokes.push(stroke);
    draw();
    changed();
  }

  function move(event) {
    if (!stroke || count() >= MOST_POINTS) return;
    const point = at(event);
    const last = stroke[stroke.length - 1];
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < LEAST_PX) return;
    stroke.push(point);
    draw();
  }

  const up = () => { stroke = null; };

  function clear() {
    strokes.length = 0;
    draw();
    changed();
  }

  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);

  return {
    clear,
    isEmpty: () => strokes.length === 0,
    path: () => strokes.map((points) => points.map(([x, y], index) => `${index ? "L" : "M"}${x} ${y}`).join("")).join(""),
  };
}
