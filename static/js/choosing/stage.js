// What is on the TV, here on the tablet: one photo or several side by side, zoomed together by finger, wheel or button, and
// the pins of the retouch notes.
import { $, cursor, labelOf, photos, place, retouchesOf, show, state } from "./state.js";
import { makeEcho } from "../twice.js";

const { zooming } = window;
const MOST = 8;
const TAP_PX = 10;
const STEADY_MS = 300;

let shown = [];
let mine = null; // a zoom that the fingers have made and the server has not said yet
let isHolding = false;

export const compared = () => show().compared ?? [];
const zoomNow = () => (mine ? mine.zoom : show().zoom ?? null);

function cell(id) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cell";
  button.dataset.photo = id;
  const image = button.appendChild(document.createElement("img"));
  image.alt = "";
  photos.enlarge(image, id, fit);
  return button;
}

export function draw(focused) {
  const ids = compared().length ? compared() : [cursor()].filter(Boolean);
  if (ids.join() !== shown.join()) {
    shown = ids;
    mine = null;
    $("cells").replaceChildren(...ids.map(cell));
    $("cells").dataset.count = ids.length;
  }
  $("now-title").hidden = ids.length > 0;
  for (const button of $("cells").children) {
    const id = button.dataset.photo;
    button.setAttribute("aria-label", labelOf(id));
    button.toggleAttribute("data-focused", ids.length > 1 && id === focused);
    button.dataset.n = place(id) + 1;
  }
  if (mine && !isHolding && String(show().zoom) === String(mine.zoom)) mine = null;
  fit();
}

const imageOf = (button) => button.querySelector("img");
const boxOf = (button) => ({ width: button.clientWidth, height: button.clientHeight });
const sizeOf = (image) => ({ width: image.naturalWidth, height: image.naturalHeight });

function fit() {
  const zoom = zoomNow();
  $("whole").disabled = !zoom;
  $("closer").disabled = !shown.length || (zoom && zoom[0] >= MOST);
  const images = [...$("cells").children].map(imageOf).filter((image) => image.naturalWidth);
  const upright = images.filter((image) => image.naturalHeight > image.naturalWidth).length;
  $("cells").classList.toggle("are-upright", shown.length > 1 && upright * 2 > shown.length);
  for (const image of images) zooming.put(image, zoom, isHolding ? 0 : 200);
  drawPins(zoom);
}

// Pins stand on one photo alone; beside others there is no room for a finger.
function drawPins(zoom) {
  const first = $("cells").firstElementChild;
  $("cells").querySelectorAll(".pin").forEach((pin) => pin.remove());
  if (shown.length !== 1 || !imageOf(first).naturalWidth) return;
  retouchesOf(shown[0]).forEach(([, , x, y], index) => {
    const at = zooming.place(boxOf(first), sizeOf(imageOf(first)), zoom, { x, y });
    const pin = first.appendChild(document.createElement("i"));
    pin.className = "pin";
    pin.textContent = index + 1;
    pin.style.setProperty("left", `${at.x}px`);
    pin.style.setProperty("top", `${at.y}px`);
  });
}

// --- fingers ---

// `tapped(photo, spot)` is told of a tap, `zoomed([scale, x, y] | null)` of a zoom to be sent, not too often.
export function listen(tapped, zoomed) {
  const fingers = new Map();
  let moved = 0;
  let sentAt = 0;
  let later = 0;
  let began = null;
  const isEcho = makeEcho(); // of two that are compared, the next may stand where the last one was put away

  function tell(isLast) {
    clearTimeout(later);
    const wait = isLast ? 0 : Math.max(0, sentAt + STEADY_MS - performance.now());
    later = setTimeout(() => {
      sentAt = performance.now();
      if (mine) zoomed(mine.zoom);
    }, wait);
  }

  function become(button, scale, x, y, isLast) {
    const bounded = Math.min(MOST, Math.max(1, scale));
    const [box, size] = [boxOf(button), sizeOf(imageOf(button))];
    if (bounded <= 1.02) mine = { zoom: null };
    else {
      const zoom = [bounded, Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
      const at = zooming.spot(box, size, zoom, { x: box.width / 2, y: box.height / 2 });
      mine = { zoom: [Number(bounded.toFixed(3)), Number(at.x.toFixed(4)), Number(at.y.toFixed(4))] };
    }
    fit();
    tell(isLast);
  }

  const within = (button, event) => {
    const area = button.getBoundingClientRect();
    return { x: event.clientX - area.left, y: event.clientY - area.top };
  };
  const spotAt = (button, point) => zooming.spot(boxOf(button), sizeOf(imageOf(button)), zoomNow(), point);
  const gap = ([one, other]) => Math.hypot(one.x - other.x, one.y - other.y);

  function down(event) {
    const button = event.target.closest(".cell");
    if (!button || !imageOf(button).naturalWidth) return;
    button.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { button, ...within(button, event) });
    moved = fingers.size > 1 ? TAP_PX : 0;
    isHolding = true;
    began = { zoom: zoomNow() ?? [1, 0.5, 0.5], gap: fingers.size > 1 ? gap([...fingers.values()]) : 0 };
  }

  function move(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const point = within(finger.button, event);
    const [dx, dy] = [point.x - finger.x, point.y - finger.y];
    moved += Math.abs(dx) + Math.abs(dy);
    Object.assign(finger, point);
    const [scale, x, y] = zoomNow() ?? [1, 0.5, 0.5];
    if (fingers.size > 1) {
      const wanted = began.zoom[0] * (gap([...fingers.values()]) / Math.max(1, began.gap));
      const middle = spotAt(finger.button, point);
      const pull = zoomNow() ? 0 : 0.6;
      become(finger.button, wanted, x + (middle.x - x) * pull, y + (middle.y - y) * pull, false);
    } else if (zoomNow() && moved > TAP_PX) {
      const [box, size] = [boxOf(finger.button), sizeOf(imageOf(finger.button))];
      const fits = Math.min(box.width / size.width, box.height / size.height) * scale;
      become(finger.button, scale, x - dx / (size.width * fits), y - dy / (size.height * fits), false);
    }
  }

  function up(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    fingers.delete(event.pointerId);
    isHolding = fingers.size > 0;
    if (moved <= TAP_PX && event.type === "pointerup") {
      if (!isEcho(event)) tapped(finger.button.dataset.photo, spotAt(finger.button, within(finger.button, event)));
    } else if (!isHolding && mine) tell(true);
  }

  function turn(event) {
    const button = event.target.closest(".cell");
    if (!button || !imageOf(button).naturalWidth) return;
    event.preventDefault();
    const [scale, x, y] = zoomNow() ?? [1, ...Object.values(spotAt(button, within(button, event)))];
    become(button, scale * (event.deltaY < 0 ? 1.25 : 0.8), x, y, false);
  }

  function step(factor) {
    const button = $("cells").firstElementChild;
    if (!button || !imageOf(button).naturalWidth) return;
    const [scale, x, y] = zoomNow() ?? [1, 0.5, 0.4];
    become(button, factor ? scale * factor : 1, x, y, true);
  }

  $("cells").addEventListener("pointerdown", down);
  $("cells").addEventListener("pointermove", move);
  $("cells").addEventListener("pointerup", up);
  $("cells").addEventListener("pointercancel", up);
  $("cells").addEventListener("wheel", turn, { passive: false });
  $("cells").addEventListener("click", (event) => {
    const button = event.target.closest(".cell");
    if (button && event.detail === 0) tapped(button.dataset.photo, { x: 0.5, y: 0.5 }); // by keyboard
  });
  $("closer").addEventListener("click", () => step(2));
  $("whole").addEventListener("click", () => step(0));
  window.addEventListener("resize", fit);
}

export const lookOf = (id) => state.looks[state.lookOf.get(id)]?.[0] ?? "";
