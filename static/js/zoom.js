// How a photo that fills its box as far as it goes has to be moved so that one spot of it stands in the middle, larger.
// The same for the TV and the presenter's tablet, for one photo and for several side by side. Plain script: old TVs run it.
(function () {
  "use strict";

  // Along one edge: where the photo's own edge comes to stand. It is never pulled away from the edge of its box.
  function moved(box, size, scale, share) {
    const margin = (box - size) / 2;
    if (size * scale <= box) return box / 2 - scale * (margin + size / 2);
    const wanted = box / 2 - scale * (margin + size * share);
    return Math.min(-scale * margin, Math.max(box - scale * (margin + size), wanted));
  }

  // `box` and `photo` have width and height in any unit; `zoom` is [scale, x, y] as the server sends it, or null.
  // Gives a CSS transform for an origin of 0 0.
  function transform(box, photo, zoom) {
    if (!zoom || !photo.width || !photo.height) return "none";
    const [scale, x, y] = zoom;
    const fit = Math.min(box.width / photo.width, box.height / photo.height);
    const left = moved(box.width, photo.width * fit, scale, x);
    const top = moved(box.height, photo.height * fit, scale, y);
    return `translate(${left.toFixed(2)}px, ${top.toFixed(2)}px) scale(${scale})`;
  }

  // Which spot of the photo, in shares of it, stands at a point of its box. Outside of the photo: the nearest edge.
  function spot(box, photo, zoom, point) {
    const fit = Math.min(box.width / photo.width, box.height / photo.height);
    const [width, height] = [photo.width * fit, photo.height * fit];
    const scale = zoom ? zoom[0] : 1;
    const left = zoom ? moved(box.width, width, scale, zoom[1]) : 0;
    const top = zoom ? moved(box.height, height, scale, zoom[2]) : 0;
    const share = (at, start, edge, size) => Math.min(1, Math.max(0, ((at - start) / scale - (edge - size) / 2) / size));
    return { x: share(point.x, left, box.width, width), y: share(point.y, top, box.height, height) };
  }

  // The other way round: where a spot of the photo comes to stand in its box.
  function place(box, photo, zoom, at) {
    const fit = Math.min(box.width / photo.width, box.height / photo.height);
    const [width, height] = [photo.width * fit, photo.height * fit];
    const scale = zoom ? zoom[0] : 1;
    const left = zoom ? moved(box.width, width, scale, zoom[1]) : 0;
    const top = zoom ? moved(box.height, height, scale, zoom[2]) : 0;
    return { x: left + scale * ((box.width - width) / 2 + width * at.x), y: top + scale * ((box.height - height) / 2 + height * at.y) };
  }

  // Put it onto an image that fills its box with object-fit: contain.
  function put(image, zoom, ms) {
    const box = { width: image.offsetWidth, height: image.offsetHeight };
    image.style.transformOrigin = "0 0";
    image.style.transition = ms ? `transform ${ms}ms ease-out` : "none";
    image.style.transform = transform(box, { width: image.naturalWidth, height: image.naturalHeight }, zoom);
  }

  window.zooming = { spot, place, put };
}());
