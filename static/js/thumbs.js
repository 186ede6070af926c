// A small copy in an image, asked for as long as the image stands on the page: it may still be in the making, or the house away.
const AGAIN_MS = 500;
const SLOWEST_MS = 5000;
const FIRST_TRIES = 4; // also while the image is not on the page yet

// `address()` is a promise of where it is.
export function showSmall(image, address) {
  const mine = {};
  let tries = 0;
  image.wanted = mine; // an image may be given another photo meanwhile
  const ask = () => address().then((url) => { if (image.wanted === mine) image.src = url; }, () => {});
  image.onerror = () => {
    image.removeAttribute("src"); // no torn picture meanwhile
    tries += 1;
    setTimeout(() => {
      if (image.wanted === mine && (tries < FIRST_TRIES || image.isConnected)) ask();
    }, Math.min(AGAIN_MS * tries, SLOWEST_MS));
  };
  ask();
}
