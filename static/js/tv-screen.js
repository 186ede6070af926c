// What is on the glass: layers of which one is in front. A layer comes in above the one that it replaces, and that one
// goes only once it is covered, so there is never a black or a torn moment between two photos.
(function () {
  "use strict";

  const AFTER_FADE_MS = 80;
  const ZOOM_MS = 240;

  window.makeScreen = function (element) {
    const layers = Array.from(element.querySelectorAll(".layer"));
    const photos = layers.filter((layer) => layer.dataset.layer === "photo");
    const sheets = layers.filter((layer) => layer.dataset.layer === "compare");
    const images = (layer) => (layer.tagName === "IMG" ? [layer] : Array.from(layer.querySelectorAll("img")));
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    let front = null;
    let covered = null;
    let settling = 0;
    let settled = null;
    let zoom = null;
    let move = null;
    let isAsked = false;

    function named(name) {
      return layers.find((layer) => layer.dataset.layer === name);
    }

    // What comes in is wholly there before what it covers goes, also when a quick hand cuts its fade short.
    function settle() {
      clearTimeout(settling);
      if (front) front.style.transitionProperty = "none";
      if (covered) covered.classList.remove("is-back");
      if (covered && covered.dataset.layer === "compare") releaseSheet(covered);
      if (covered && covered.letGo) covered.letGo();
      covered = null;
      if (settled) {
        const done = settled;
        settled = null;
        done();
      }
    }

    function comeIn(layer, fadeMs, done) {
      settle();
      if (!layer) throw new Error("no longer prepared");
      if (layer === front) return;
      const ms = calm.matches ? 0 : fadeMs;
      covered = front;
      front = layer;
      settled = done;
      if (covered) {
        covered.classList.remove("is-front");
        covered.classList.add("is-back");
      }
      putZoom(layer, 0);
      putMove(layer);
      layer.style.transitionProperty = "none";
      layer.classList.add("is-coming");
      layer.getBoundingClientRect(); // the browser has to have seen it transparent, or it would not fade
      layer.style.transitionProperty = "opacity";
      layer.style.transitionDuration = ms + "ms";
      layer.classList.add("is-front");
      layer.classList.remove("is-coming");
      settling = setTimeout(settle, ms + AFTER_FADE_MS);
    }

    function release(photo) {
      if (photo.src) URL.revokeObjectURL(photo.src);
      photo.removeAttribute("src");
      photo.picture = null;
    }

    function decoded(photo) {
      if (photo.decode) {
        // decode() can refuse although the picture is fine (a full cache); then loading is the word that counts
        return photo.decode().catch(() => loaded(photo));
      }
      return loaded(photo);
    }

    function loaded(photo) {
      return new Promise((resolve, reject) => {
        if (photo.complete) return photo.naturalWidth ? resolve() : reject(new Error("not a picture"));
        photo.onload = resolve;
        photo.onerror = () => reject(new Error("not a picture"));
      });
    }

    // One of several like layers that is not to be seen, to draw on.
    function spare(likes) {
      settle();
      return likes.find((layer) => layer !== front);
    }

    // Several side by side, key being their ids with "-" between them; resolves once all of them can be shown at once.
    function prepareSet(key, blobs) {
      settle();
      const sheet = sheets.find((one) => one !== front);
      releaseSheet(sheet);
      sheet.picture = key;
      const shown = images(sheet).slice(0, blobs.length);
      shown.forEach((image, index) => { image.src = URL.createObjectURL(blobs[index]); });
      return Promise.all(shown.map(decoded)).then(() => {
        if (sheet.picture !== key) throw new Error("others were wanted");
        const upright = shown.filter((image) => image.naturalHeight > image.naturalWidth).length;
        sheet.classList.toggle("has-3", shown.length === 3);
        sheet.classList.toggle("has-4", shown.length === 4);
        sheet.classList.toggle("is-upright", upright * 2 > shown.length);
      }, (error) => {
        if (sheet.picture === key) releaseSheet(sheet);
        throw error;
      });
    }

    function releaseSheet(sheet) {
      images(sheet).forEach(release);
      sheet.picture = null;
    }

    // All of what stands in front is zoomed alike.
    function putZoom(layer, ms) {
      if (layer.dataset.layer !== "photo" && layer.dataset.layer !== "compare") return;
      images(layer).forEach((image) => { if (image.naturalWidth) window.zooming.put(image, zoom, ms); });
    }

    // A question stands in a frame; what is zoomed stands still.
    function putMove(layer) {
      if (!layer.picture) return;
      layer.classList.toggle("is-asked", isAsked);
      images(layer).forEach((image) => window.tvMotion.put(image, layer.picture, calm.matches || zoom ? null : move));
    }

    function rest(isPaused) {
      if (front && front.picture) images(front).forEach((image) => window.tvMotion.rest(image, isPaused));
    }

    function zoomTo(next) {
      const isSame = String(next) === String(zoom);
      zoom = next;
      if (isSame || !front) return;
      front.classList.remove("is-asked");
      images(front).forEach((image) => window.tvMotion.stop(image));
      settle();
      putZoom(front, calm.matches ? 0 : ZOOM_MS);
    }

    // A larger copy in the place of the one that is shown; the old one stands until it is there.
    function sharpen(key, index, blob) {
      if (!front || front.picture !== key) return;
      const image = images(front)[index];
      const before = image.src;
      image.src = URL.createObjectURL(blob);
      decoded(image).then(() => URL.revokeObjectURL(before), () => {});
    }

    // Decode a photo out of sight; resolves once it can be shown at once. A photo that still covers is never touched.
    // What waits for the end of a fade is done first, or it would clear away what is prepared here.
    function prepare(id, blob) {
      settle();
      const ready = photos.find((photo) => photo.picture === id);
      if (ready) return decoded(ready);
      const photo = photos.find((one) => one !== front);
      release(photo);
      photo.picture = id;
      photo.src = URL.createObjectURL(blob);
      return decoded(photo).then(() => {
        if (photo.picture !== id) throw new Error("another photo was wanted");
      }, (error) => {
        if (photo.picture === id) release(photo);
        throw error;
      });
    }

    function fillTitle(party, line, language) {
      const [heading, below] = [named("title").querySelector("h1"), named("title").querySelector("p")];
      heading.textContent = "";
      party.forEach((name, index) => {
        if (index) heading.appendChild(document.createElement("em")).textContent = " & ";
        heading.appendChild(document.createTextNode(name));
      });
      const width = party.join(" & ").replace(/[\u2e80-\uffff]/g, "xx").length;
      heading.classList.toggle("is-long", width > 24 && width <= 44);
      heading.classList.toggle("is-longest", width > 44);
      below.textContent = line;
      heading.lang = below.lang = language;
    }

    return {
      prepare,
      fillTitle,
      showPhoto: (id, fadeMs, done) => comeIn(photos.find((photo) => photo.picture === id), fadeMs, done),
      prepareSet,
      showSet: (key, fadeMs, done) => comeIn(sheets.find((sheet) => sheet.picture === key), fadeMs, done),
      // for what comes in; what it covers stays as it is
      beginAt: (nextZoom, nextMove, isQuestion) => { zoom = nextZoom; move = nextMove; isAsked = isQuestion; },
      rest,
      zoomTo,
      sharpen,
      show: (name, fadeMs, done) => comeIn(named(name), fadeMs, done),
      showLayer: comeIn,
      spare,
      decoded,
      // where a photo that stands in front is seen
      imageOf: (id) => (front && front.picture && images(front)[front.picture.split("-").indexOf(id)]) || null,
      // No photo stays behind, neither decoded nor as an address.
      clear: () => {
        photos.forEach((photo) => { if (photo !== front) release(photo); });
        sheets.forEach((sheet) => { if (sheet !== front) releaseSheet(sheet); });
        layers.forEach((layer) => { if (layer !== front && layer.letGo) layer.letGo(); });
      },
    };
  };
}());
