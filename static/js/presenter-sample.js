// The sample on the TV, on the presenter's remote: asked about now and then while it stands there, as the TV does. One that may not
// be shown any more leaves this screen too, and a sentence says why the TV is black, also to whoever was away just then.
import { within } from "./within.js";

const AGAIN_MS = 5000; // answered without the picture while nothing has changed

export function sampleDrawer(folder, remote, image) {
  let drawn = null;
  let isGone = false;
  let timer = 0;

  function show() {
    remote.classList.toggle("has-sample", Boolean(drawn));
    remote.classList.toggle("is-sample-gone", isGone);
    image.hidden = !drawn || isGone;
  }

  async function look(sample) {
    const asked = { cache: "no-cache", signal: within() };
    const status = await fetch(folder + sample, asked).then((response) => response.status, () => 0);
    if (sample !== drawn) return;
    isGone = status === 404;
    if (!isGone) timer = setTimeout(look, AGAIN_MS, sample);
    show();
  }

  return (sample) => {
    if ((sample || null) === drawn) return;
    drawn = sample || null;
    isGone = false;
    clearTimeout(timer);
    if (drawn) {
      image.src = folder + drawn;
      look(drawn);
    }
    show();
  };
}
