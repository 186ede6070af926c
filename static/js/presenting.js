// Who presents on this tablet, chosen when a presentation starts. Where nobody was, it is who the page says.
import { lasting } from "./memory.js";

const KEY = "hth.presenter";

export const presenter = (otherwise) => lasting.get(KEY) || otherwise;
export const remember = (actor) => lasting.put(KEY, actor);
