// The photos of one booking on a tablet: small copies by their address, large ones as blobs that are held while near.
import * as clock from "./clock.js";
import { showSmall } from "./thumbs.js";

const AGAIN_MS = 2000;

const root = document.body.dataset.root ?? "";

// A photo that is held. The image has it once it is decoded: an address that stayed would hold the photo as long as the page.
export function put(image, blob) {
  const url = URL.createObjectURL(blob);
  const letGo = () => URL.revokeObjectURL(url);
  image.src = url;
  image.decode().then(letGo, letGo);
}

// `booking()` is whose they are. Nothing is there before `begin(presentation)`.
export function makePhotos(booking) {
  const grants = window.makeGrants(root, clock.now);
  const address = (id, rendition) => grants.address(booking(), id, rendition);
  const large = window.makePictures(address, () => grants.renew(), () => ["tv"]);

  function small(image, id) {
    image.dataset.small = id;
    showSmall(image, () => address(id, "thumb"));
  }

  // A button that shows the small copy; of thousands only those that are near are asked for, with `lazy`.
  function thumb(id, label, loading = "eager") {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.photo = id;
    button.setAttribute("aria-label", label);
    const image = button.appendChild(document.createElement("img"));
    image.alt = "";
    image.loading = loading;
    small(image, id);
    return button;
  }

  // The small copy at once, the large one as soon as it is there; `done` is told when the image has its shape.
  function enlarge(image, id, done = null) {
    image.onload = done;
    if (image.dataset.shows !== id) {
      image.dataset.shows = id;
      bring(image, id);
    } else if (image.complete && image.naturalWidth) done?.();
  }

  function bring(image, id) {
    const isWanted = () => image.dataset.shows === id;
    const held = large.held(id);
    if (held) {
      put(image, held);
      return;
    }
    const near = document.querySelector(`img[data-small="${id}"]`);
    if (near?.complete && near.naturalWidth) image.src = near.src;
    else address(id, "thumb").then((url) => { if (isWanted() && !large.held(id)) image.src = url; }, () => {});
    large.load(id).then((blob) => { if (isWanted()) put(image, blob); }, () => {
      setTimeout(() => { if (isWanted()) bring(image, id); }, AGAIN_MS);
    });
  }

  return { begin: grants.begin, small, thumb, enlarge, load: large.load, keep: large.keep };
}
