// Every live page starts here.
import * as clock from "./clock.js";
import * as live from "./live.js";
import * as ring from "./ring.js";
import * as tap from "./tap.js";

clock.start();
live.start();
tap.start();
ring.start();
live.onChange(tap.showWaiting);
document.addEventListener("tap:answered", ({ detail }) => {
  if (detail.status >= 300) live.refresh();
});
