// The TV's part in what hangs at true size: it says how large its picture is, shows the outline of a bank card while somebody
// calibrates it, and puts the photo onto the wall. Plain ES2015 for engines from 2019 on.
(function () {
  "use strict";

  const TRY_AGAIN_MS = 2000;
  const [CARD_WIDTH_MM, CARD_HEIGHT_MM, CARD_CORNER_MM] = [85.6, 53.98, 3.18]; // ISO/IEC 7810, ID-1

  // `screen` as tv-screen.js makes it; `ask(path, options)` fetches; `again()` is called when there is more to say.
  window.makeWall = function (element, screen, ask, again) {
    const device = element.dataset.device;
    const layers = Array.from(element.querySelectorAll("[data-layer='wall']"));
    const card = element.querySelector(".bank-card");
    let saidAt = -Infinity;

    layers.forEach((layer) => { layer.letGo = () => release(layer); });

    const glassOf = (show) => (show.glass || []).find((one) => one.device === device);
    const drawnOf = (wall) => wall.drawn.find((one) => one.device === device) || wall.drawn[0];
    const size = () => ({ width: Math.round(window.innerWidth), height: Math.round(window.innerHeight) });

    function hasCard(show, now) {
      const glass = glassOf(show);
      return Boolean(glass && glass.card && now < glass.until);
    }

    // What hangs, as one word: another size, frame or room is another picture.
    function key(show) {
      return "wall-" + show.wall.slide + " " + JSON.stringify([show.wall, drawnOf(show.wall)]);
    }

    function release(layer) {
      const image = layer.querySelector("img");
      if (image && image.src) URL.revokeObjectURL(image.src);
      if (image) image.removeAttribute("src");
      layer.hangs = null;
    }

    // Draw out of sight, and resolve once the print can be shown at once.
    function prepare(show, blob) {
      const layer = screen.spare(layers);
      const [wanted, drawn] = [key(show), drawnOf(show.wall)];
      release(layer);
      window.wallScene.draw(layer, show.wall, drawn.window);
      layer.querySelector(".note").textContent = drawn.note;
      layer.querySelector(".note").lang = show.language;
      const image = layer.querySelector("img");
      image.src = URL.createObjectURL(blob);
      layer.hangs = wanted;
      return screen.decoded(image);
    }

    function put(wanted, fadeMs, done) {
      screen.showLayer(layers.find((layer) => layer.hangs === wanted), fadeMs, done);
    }

    // The same print from a larger copy.
    function sharpen(wanted, blob) {
      const layer = layers.find((one) => one.hangs === wanted);
      const image = layer && layer.querySelector("img");
      if (!image) return;
      const before = image.src;
      image.src = URL.createObjectURL(blob);
      screen.decoded(image).then(() => URL.revokeObjectURL(before), () => {});
    }

    // At every change of what is known: the outline as wide as somebody wants it, and the word on how large this TV is.
    function follow(show) {
      const glass = glassOf(show);
      if (glass && glass.card) drawCard(glass.card);
      const mine = size();
      if (glass && glass.width === mine.width && glass.height === mine.height) return;
      layers.forEach((layer) => { layer.querySelector(".note").textContent = element.dataset.untrue; });
      say(mine);
    }

    function drawCard(width) {
      const height = width * CARD_HEIGHT_MM / CARD_WIDTH_MM;
      card.style.width = width + "px";
      card.style.height = height + "px";
      card.style.margin = (-height / 2) + "px 0 0 " + (-width / 2) + "px";
      card.style.borderRadius = (width * CARD_CORNER_MM / CARD_WIDTH_MM) + "px";
    }

    // Until the server knows it; what it knows comes back with what is to be shown.
    function say(mine) {
      if (performance.now() - saidAt < TRY_AGAIN_MS) return;
      saidAt = performance.now();
      const body = new URLSearchParams();
      body.set("command_id", "glass-" + String(Math.random()).slice(2) + "00000000");
      body.set("width", mine.width);
      body.set("height", mine.height);
      const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
      ask("/tv/glass", { method: "POST", body: body.toString(), headers }).then((answer) => answer.text()).catch(() => {});
      setTimeout(again, TRY_AGAIN_MS + 50);
    }

    return { hasCard, key, prepare, put, sharpen, follow };
  };
}());
