// The photos on the presenter's tablet: the one on the TV large, the next three, and the contact sheets by look.
import * as clock from "./clock.js";
import { showSmall } from "./thumbs.js";

const root = document.body.dataset.root ?? "";
const AGAIN_MS = 2000;
const $ = (id) => document.getElementById(id);

export function drawer(shown) {
  const grants = window.makeGrants(root, clock.now);
  const address = (id, rendition) => grants.address(shown().booking, id, rendition);
  const large = window.makePictures(address, () => grants.renew(), () => ["tv"]);
  const frames = new Map(); // by slide: its button on the contact sheet
  let laid = [];
  let lookOf = new Map(); // by slide: its look, and its number among all
  let labels = [];
  let current = null;

  function thumb(id) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.slide = id;
    button.setAttribute("aria-label", String(lookOf.get(id)?.from ?? ""));
    const image = button.appendChild(document.createElement("img"));
    image.alt = "";
    image.loading = "lazy";
    showSmall(image, () => address(id, "thumb"));
    return button;
  }

  // The looks and their slides, at first and when photos have come or gone.
  function lay(looks) {
    if (current === null) grants.begin(shown().presentation);
    current ??= "";
    laid = looks;
    lookOf = new Map();
    labels = looks.map(([label]) => label);
    looks.forEach(([, ids], look) => ids.forEach((id) => lookOf.set(id, { look, from: lookOf.size + 1 })));
    $("looks").replaceChildren(...looks.map(([label, ids]) => part(label, ids)));
    if (!$("contact").hidden) spread();
  }

  // The contact sheets; drawn when they are opened, for two thousand photos take a moment.
  function spread() {
    $("sheets").replaceChildren(...laid.map(([label, ids]) => {
      const section = document.createElement("section");
      if (label) section.appendChild(document.createElement("h3")).textContent = label;
      const list = section.appendChild(document.createElement("ol"));
      for (const id of ids) {
        if (!frames.has(id)) frames.set(id, thumb(id));
        frames.get(id).dataset.n = lookOf.get(id).from;
        list.appendChild(document.createElement("li")).appendChild(frames.get(id));
      }
      return section;
    }));
    mark(current || null, lookOf.get(current));
  }

  function part(label, ids) {
    const item = document.createElement("li");
    item.style.setProperty("--share", ids.length);
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.dataset.slide = ids[0];
    const bar = button.appendChild(document.createElement("progress"));
    bar.max = ids.length;
    bar.value = 0;
    bar.className = "bar brass";
    const words = button.appendChild(document.createElement("span"));
    words.appendChild(document.createElement("b")).textContent = ids.length;
    words.append(` ${label}`);
    return item;
  }

  // `here` are the one or the two that share the TV with `slide`, left to right.
  function draw(slide, here, next, before) {
    $("now-title").hidden = slide !== null;
    for (const [image, id] of [[$("now"), here[0]], [$("beside"), here[1]]]) {
      image.hidden = !id;
      if (id && image.dataset.shows !== id) enlarge(image, id);
    }
    $("now").parentElement.classList.toggle("has-two", here.length > 1);
    const look = lookOf.get(slide);
    $("look").hidden = !look || !labels[look.look];
    $("look").textContent = look ? labels[look.look] : "";
    current = slide ?? "";
    large.keep([...here, ...next.slice(0, 2), ...before].filter(Boolean));
    const wanted = next.join();
    if ($("then").dataset.ids !== wanted) {
      $("then").dataset.ids = wanted;
      $("then").replaceChildren(...next.map((id) => {
        const item = document.createElement("li");
        item.appendChild(thumb(id));
        return item;
      }));
    }
    mark(slide, look);
  }

  function mark(slide, look) {
    document.querySelector("#sheets [aria-current]")?.removeAttribute("aria-current");
    frames.get(slide)?.setAttribute("aria-current", "true");
    [...$("looks").children].forEach((item, index) => {
      const bar = item.querySelector("progress");
      const isPast = look && index < look.look;
      bar.value = isPast ? bar.max : look?.look === index ? look.from - startOf(index) : 0;
      item.toggleAttribute("data-now", look?.look === index);
    });
  }

  function startOf(index) {
    let start = 0;
    for (const item of [...$("looks").children].slice(0, index)) start += item.querySelector("progress").max;
    return start;
  }

  // The small copy at once, the large one when it is there.
  function enlarge(image, id) {
    image.dataset.shows = id;
    const put = (url) => {
      if (image.dataset.shows !== id) return;
      if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
      image.src = url;
    };
    const held = large.held(id);
    if (held) {
      setTimeout(() => put(URL.createObjectURL(held)));
      return;
    }
    const small = document.querySelector(`[data-slide="${id}"] > img`);
    if (small?.complete && small.naturalWidth) setTimeout(() => put(small.src));
    else address(id, "thumb").then((url) => { if (!large.held(id)) put(url); }, () => {});
    large.load(id).then((blob) => put(URL.createObjectURL(blob)), () => {
      setTimeout(() => { if (image.dataset.shows === id) enlarge(image, id); }, AGAIN_MS);
    });
  }

  return { lay, spread, draw };
}
