// What is on the glass: layers of which one is in front. A layer comes in above the one that it replaces, and that one
// goes only once it is covered, so there is never a black or a torn moment between two photos.
(function () {
  "use strict";

  const AFTER_FADE_MS = 80;

  window.makeScreen = function (element) {
    const layers = Array.from(element.querySelectorAll(".layer"));
    const photos = layers.filter((layer) => layer.dataset.layer === "photo");
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    let front = null;
    let covered = null;
    let settling = 0;
    let settled = null;

    function named(name) {
      return layers.find((layer) => layer.dataset.layer === name);
    }

    // What comes in is wholly there before what it covers goes, also when a quick hand cuts its fade short.
    function settle() {
      clearTimeout(settling);
      if (front) front.style.transitionProperty = "none";
      if (covered) covered.classList.remove("is-back");
      covered = null;
      if (settled) {
        const done = settled;
        settled = null;
        done();
      }
    }

    function comeIn(layer, fadeMs, done) {
      settle();
      if (!layer || layer === front) return;
      const ms = calm.matches ? 0 : fadeMs;
      covered = front;
      front = layer;
      settled = done;
      if (covered) {
        covered.classList.remove("is-front");
        covered.classList.add("is-back");
      }
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

    // Decode a photo out of sight; resolves once it can be shown at once. A photo that still covers is never touched.
    function prepare(id, blob) {
      const ready = photos.find((photo) => photo.picture === id);
      if (ready) return decoded(ready);
      if (covered) settle();
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
      show: (name, fadeMs, done) => comeIn(named(name), fadeMs, done),
      // No photo stays behind, neither decoded nor as an address.
      clear: () => photos.forEach((photo) => { if (photo !== front) release(photo); }),
    };
  };
}());
