// The TV: shows what the server says, and goes on by itself when the server is away. It never gives up a picture for
// nothing: what is on the glass stays until the next one is decoded. Plain ES2015 for engines from 2019 on.
(function () {
  "use strict";

  const AHEAD = 3;
  const AHEAD_PLAYING = 20;
  const BEHIND = 2;
  const MOST_SHARPENED = 2; // a set with little memory holds no more of the largest copies
  const TRY_AGAIN_MS = 2000;
  const SILENCE_MS = 6000;
  const LONGEST_WAIT_MS = 60000;
  const CURTAIN_MS = 600000; // a TV that hears from nobody and shows nothing new has been left alone

  const page = document.body.dataset;
  const root = page.root || "";
  const IDLE = { presentation: null };

  let show = IDLE;
  let order = [];
  let onGlass = null; // "idle", "title", "black" or a slide's id
  let coming = null;
  let lacks = null;
  let isOtherParty = false;
  let ticking = 0;

  // --- photos ---

  const ask = (path, options) => window.fetchInTime(root + path, options);

  let refusedAt = -Infinity;

  function refused() {
    if (performance.now() - refusedAt < TRY_AGAIN_MS) return;
    refusedAt = performance.now();
    link.fetchState();
    grants.renew();
  }

  // A screen of more than 1080p asks for the larger rendition; what is measured counts, not what the set promises.
  function renditions() {
    const ratio = window.devicePixelRatio || 1;
    const isLarge = window.innerWidth * ratio > 1920 || window.innerHeight * ratio > 1080;
    return isLarge ? ["tv4k", "tv"] : ["tv"];
  }

  const clock = window.makeHouseClock(Number(page.now));
  const now = clock.now;
  const grants = window.makeGrants(root, now);
  const address = (id, rendition) => grants.address(show.booking, id, rendition);
  const pictures = window.makePictures(address, refused, renditions);
  const screen = window.makeScreen(document.getElementById("screen"));
  const wall = window.makeWall(document.getElementById("screen"), screen, ask, tick);
  const sample = window.makeSample(ask, tick);
  const sharpener = window.makeSharpener(address, sharpen);
  const small = window.makeSmall(pictures, address, (id) => onGlass === id && coming === null, (id, blob) => {
    screen.sharpen(id, 0, blob);
    report(null);
    zoom();
  }, report);
  const star = window.makeStar(document.getElementById("screen"));

  // --- what is to be shown, and showing it ---

  function wanted() {
    if (wall.hasCard(show, now())) return "card";
    if (show.presentation === null) return "idle";
    if (show.is_black) return "black";
    if (show.sample) return sample.isRefused(show) ? "black" : sample.word(show);
    if (show.wall) return wall.key(show);
    if (compared().length) return compared().join("-");
    const slide = window.timeline.cursorAt(show, order, now());
    return slide ? window.timeline.beside(show, slide).join("-") : "title";
  }

  function compared() {
    return show.compared || [];
  }

  function tick() {
    clearTimeout(ticking);
    sample.follow(show);
    const target = wanted();
    wall.follow(show);
    accompany();
    if (target !== coming && target !== onGlass) bring(target);
    else if (target === onGlass) {
      coming = null;
      small.follow(target);
      zoom();
    }
    adorn();
    fetchAhead(target);
    const playsOn = window.timeline.isPlaying(show, order, now());
    const change = window.timeline.nextChange(show, order, now());
    const wait = (change === Infinity && playsOn ? window.timeline.overAt(show, order) : change) - now();
    ticking = setTimeout(tick, Math.min(Math.max(wait, 0), LONGEST_WAIT_MS));
  }

  function bring(target) {
    const presentation = show.presentation;
    const settled = () => settle(presentation);
    coming = target;
    if (["idle", "title", "black", "card"].indexOf(target) >= 0) {
      together(target, () => {
        screen.show(target, fade(), settled);
        arrived(target);
      });
      return;
    }
    const isSample = Boolean(show.sample) && target === sample.word(show);
    const hangs = isSample ? null : show.wall || null;
    const ids = isSample ? [target] : hangs ? [hangs.slide] : target.split("-");
    const isAlone = ids.length === 1;
    Promise.all(isSample ? [sample.load(show)] : isAlone && !hangs ? [small.soonest(target)] : ids.map((id) => pictures.load(id)))
      .then((blobs) => {
        if (coming !== target) return null;
        if (hangs) return wall.prepare(show, blobs[0]);
        return isAlone ? screen.prepare(target, blobs[0]) : screen.prepareSet(target, blobs);
      })
      .then(() => together(target, () => {
        screen.beginAt(isSample ? null : show.zoom || null, isSample ? null : motion(ids[0]), asked().indexOf(target) >= 0);
        (hangs ? wall.put : isAlone ? screen.showPhoto : screen.showSet)(target, fade(), settled);
        arrived(target);
        zoom();
      }))
      .catch(() => {
        if (coming !== target) return;
        report(target);
        setTimeout(() => {
          if (coming !== target) return;
          coming = null;
          tick();
        }, TRY_AGAIN_MS);
      });
  }

  // Several TVs of one room come to it in the same moment: what is ready waits for one that is a little after the tap.
  function together(target, act) {
    const wait = show.lead ? show.at + show.lead - now() : 0;
    const still = () => { if (coming === target) act(); };
    if (!(wait > 0 && wait <= show.lead)) return still();
    return new Promise((resolve) => { setTimeout(resolve, wait); }).then(still);
  }

  // --- a pass of the reveal: photos that move gently, and music ---

  function asked() {
    return show.asked || [];
  }

  function motion(id) {
    if (!show.run || !show.has_motion || compared().length) return null;
    const ms = window.timeline.lasts(show, id);
    return { ms, isLong: ms > show.dwell, isPaused: show.since === null };
  }

  const music = window.makeMusic(
    () => grants.music(show.presentation, "").then((url) => ask(url)).then((answer) => answer.json()).then((said) => said.pieces),
    (number) => grants.music(show.presentation, "/" + number).then((url) => ask(url)).then((answer) => {
      if (!answer.ok) throw new Error("no music");
      return answer.blob();
    }),
    () => report(lacks)
  );

  // A pause, a black screen and the last photo's end fade the music out; it rests where it is.
  function accompany() {
    const isHeard = show.run && show.has_music && !show.is_black && window.timeline.isPlaying(show, order, now());
    music.aim(isHeard ? show.volume / 100 : 0);
    screen.rest(show.since === null);
  }

  // A photo that is zoomed, and on a large screen each one that only its smaller copy was there of, gets its largest one.
  function zoom() {
    if (onGlass === null || coming !== null || show.sample) return;
    screen.zoomTo(show.zoom || null);
    const ids = show.wall ? [show.wall.slide] : onGlass.split("-").filter((id) => order.indexOf(id) >= 0);
    const lacking = renditions().length > 1 ? ids.filter(pictures.isLesser) : show.zoom ? ids : [];
    if (ids.length <= MOST_SHARPENED) sharpener.look(onGlass, lacking);
  }

  function sharpen(key, id, blob) {
    pictures.better(id, blob);
    if (show.wall) wall.sharpen(key, blob);
    else screen.sharpen(key, key.split("-").indexOf(id), blob);
    if (small.becameSharp(id)) report(null);
  }

  // Out of a dark screen after a reload the photo comes at once.
  function fade() {
    return onGlass === null ? 0 : show.crossfade || 400;
  }

  function arrived(target) {
    onGlass = target;
    coming = null;
    sharpener.forget();
    adorn();
    report(sample.isRefused(show) ? sample.word(show) : null);
    small.follow(target);
  }

  // The studio's star, while its photo stands and the presenter wants it seen.
  function adorn() {
    const isSeen = show.star && coming === null && !show.is_black;
    star.put(isSeen ? screen.imageOf(show.star) : null, show.zoom || null);
  }

  // Something of this presentation stands alone on the glass: nothing of another one may stay behind it.
  function settle(presentation) {
    if (presentation !== show.presentation) return;
    if (isOtherParty) screen.clear();
    isOtherParty = false;
    const next = neighbours(compared().length ? show.slide : onGlass, 1)[0];
    const blob = next && pictures.held(next);
    if (blob && coming === null) screen.prepare(next, blob).catch(() => {});
  }

  function neighbours(id, count) {
    const index = order.indexOf(id);
    return order.slice(index + 1, index + 1 + count);
  }

  function fetchAhead(target) {
    if (show.presentation === null) return;
    const slide = order.indexOf(target) < 0 ? window.timeline.cursorAt(show, order, now()) : target;
    const index = order.indexOf(slide);
    const passed = index > 0 ? order.slice(Math.max(0, index - BEHIND), index).reverse() : [];
    const ahead = neighbours(slide, show.since === null ? AHEAD : AHEAD_PLAYING);
    const near = compared().concat(index < 0 ? [] : [slide], ahead.slice(0, AHEAD), passed, ahead.slice(AHEAD));
    pictures.keep(coming && order.indexOf(coming) >= 0 ? [coming].concat(near) : near);
  }

  // --- what the server says ---

  // null is for what stays as it is.
  function become(next, looks) {
    const isOther = next !== null && next.presentation !== show.presentation;
    show = next || show;
    if (looks) order = [].concat.apply([], looks.map((look) => look[1]));
    if (isOther) {
      pictures.clear();
      grants.end();
      music.end();
      lacks = null;
      isOtherParty = true;
      if (show.presentation !== null) {
        grants.begin(show.presentation);
        screen.fillTitle(show.party, show.line, show.language);
      }
    }
    tick();
  }

  function forget() {
    become(IDLE, []);
    window.location.replace(root + "/pair/screen");
  }

  // --- what this TV says ---

  function report(missing) {
    lacks = missing;
    if (show.presentation === null) return;
    const body = new URLSearchParams();
    body.set("command_id", String(Math.random()).slice(2) + "00000000");
    body.set("presentation", show.presentation);
    body.set("shows", onGlass === null || onGlass === "idle" ? "black" : onGlass.split(" ")[0]);
    if (lacks) body.set("lacks", lacks.split(" ")[0]);
    if (small.isSmall(onGlass)) body.set("is_small", "1");
    if (music.sound()) body.set("sound", music.sound());
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" };
    ask("/tv/showing", { method: "POST", body: body.toString(), headers }).then((answer) => answer.text()).catch(() => {});
  }

  window.makeTools(ask, pictures.weight);
  window.makeKeys(ask, { show: () => show, order: () => order, now });

  const link = window.makeLink(page, clock, ask, { become, forget, isIdle: () => show.presentation === null, hello: () => report(lacks) });
  const said = link.read(document);
  become(said.show || IDLE, said.looks || []);
  link.listen();
  document.addEventListener("visibilitychange", tick);
  window.addEventListener("resize", tick);
  setInterval(() => {
    document.documentElement.classList.toggle("is-cut-off", clock.silence() > SILENCE_MS);
    if (clock.silence() < CURTAIN_MS || window.timeline.isPlaying(show, order, now())) return;
    link.startOver(); // it comes back also if the house has nothing new to tell
    become(IDLE, []);
  }, 1000);
}());
