// The photos on the presenter's tablet: the one on the TV large, the next three, and the contact sheets by look.
import { makePhotos } from "./photos.js";

const $ = (id) => document.getElementById(id);

export function drawer(shown) {
  const photos = makePhotos(() => shown().booking);
  const frames = new Map(); // by slide: its button on the contact sheet
  let laid = [];
  let lookOf = new Map(); // by slide: its look, and its number among all
  let labels = [];
  let current = null;

  function thumb(id) {
    const button = photos.thumb(id, String(lookOf.get(id)?.from ?? ""), "lazy");
    button.dataset.slide = id;
    return button;
  }

  // The looks and their slides, at first and when photos have come or gone.
  function lay(looks) {
    if (current === null) photos.begin(shown().presentation);
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
      if (id) photos.enlarge(image, id);
    }
    $("now").parentElement.classList.toggle("has-two", here.length > 1);
    const look = lookOf.get(slide);
    $("look").hidden = !look || !labels[look.look];
    $("look").textContent = look ? labels[look.look] : "";
    current = slide ?? "";
    photos.keep([...here, ...next.slice(0, 2), ...before].filter(Boolean));
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

  return { lay, spread, draw };
}
