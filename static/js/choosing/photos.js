// The photos of the running presentation on this tablet: small copies as buttons, large ones as blobs held while near.
import * as clock from "../clock.js";
import { showSmall } from "../thumbs.js";
import { root, state } from "./state.js";

const AGAIN_MS = 2000;
const grants = window.makeGrants(root, clock.now);
const address = (id, rendition) => grants.address(state.served.booking, id, rendition);

export const large = window.makePictures(address, () => grants.renew(), () => ["tv"]);

export const begin = () => grants.begin(state.served.presentation);

// An image that shows the small copy.
export function small(image, id) {
  showSmall(image, () => address(id, "thumb"));
  return image;
}

export function thumb(id, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.photo = id;
  button.setAttribute("aria-label", label);
  const image = button.appendChild(document.createElement("img"));
  image.alt = "";
  small(image, id);
  return button;
}

// The small copy at once, the large one as soon as it is there; `done` is told when the image has its shape.
export function enlarge(image, id, done) {
  image.dataset.shows = id;
  const put = (url) => {
    if (image.dataset.shows !== id) return;
    const old = image.src;
    image.src = url;
    if (old.startsWith("blob:")) URL.revokeObjectURL(old);
  };
  image.onload = done;
  const held = large.held(id);
  if (held) {
    put(URL.createObjectURL(held));
    return;
  }
  address(id, "thumb").then((url) => { if (!large.held(id)) put(url); }, () => {});
  large.load(id).then((blob) => put(URL.createObjectURL(blob)), () => {
    setTimeout(() => { if (image.dataset.shows === id) enlarge(image, id, done); }, AGAIN_MS);
  });
}
