// The desk's printed card, for whoever only scans: each code presses what a finger would. From the first of them on, whatever
// there is to choose from stands numbered, for the card has numbers.
const NUMBERS = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE"];
const DIGITS = ["ZERO", ...NUMBERS.slice(0, 9)]; // spelled: a digit among the keys of a scan would be the keypad's

const CHOICES = ":is(.btn:not(.plain), summary, label.need, label.choice)";
const BESIDE = ".onward, .keypad"; // the card has codes of their own for these, and for the way back

const steps = document.querySelector("#steps, .feedback-room");
const isSeen = (one) => one.getClientRects().length > 0 && (one.checkVisibility?.() ?? true);
const seen = (selector) => [...steps.querySelectorAll(selector)].filter(isSeen);
const choices = () => seen(CHOICES).filter((one) => !one.closest(BESIDE));

// The first that is there is pressed; says whether one was.
function press(...selectors) {
  const found = selectors.flatMap(seen)[0];
  found?.click();
  return Boolean(found);
}

// One key into the field that is asked for; what the keypad asks for, its own keys take.
function type(key) {
  const [field] = seen("input[type=text], textarea");
  if (!field) return press(`[data-key="${key}"]`);
  const value = key === "delete" ? field.value.slice(0, -1) : field.value + key;
  if (field.maxLength < 0 || value.length <= field.maxLength) field.value = value;
  return true;
}

const keyOf = (word) => (DIGITS.includes(word) ? String(DIGITS.indexOf(word)) : { DELETE: "delete", SPACE: " " }[word] ?? word);

const MEANS = {
  YES: () => press(".btn.main", "[name=is_given][value=true]", ".answer-line .btn", "[data-does=finish] .btn"),
  NOTHANKS: () => press("[name=is_given][value=false]", "[data-does=begin-anew] .btn"),
  NEXT: () => press("[data-does=ask-next] .btn"),
  ENOUGH: () => press("[data-does=ask-no-more] .btn", "[data-does=finish] .btn"),
  BACK: () => press("[data-does=ask-before] .btn", "[data-does=back] .btn", "[data-does=begin-anew] .btn", "[data-does=again] .btn", "[data-does=just-looking] .plain", "[data-key=back]", "[data-leave]"),
  PICK: (word) => steps.querySelector(`[data-number="${NUMBERS.indexOf(word) + 1}"]`)?.click(), // nobody picks what bears no number yet
  KEY: (word) => type(keyOf(word)),
  PERSON: () => document.querySelector(".foot .human").click(),
  SPEAK: (locale) => [...document.querySelectorAll(".languages [lang]")].find((one) => one.lang.replace("-", "_").toUpperCase() === locale)?.click(),
  LEAVING: () => press(".leaving"),
};

export const WORDS = [...Object.keys(MEANS), "LOOKING", "START"];

// `own` are the words that mean something to the whole page. Whoever is asked whether they are still there has just shown it.
export function show(word, choice, own) {
  const asked = document.querySelector("dialog[open]");
  if (asked) asked.querySelector(word === "START" ? "[value=leave]" : "[value=stay]").click();
  else (own[word] ?? MEANS[word])(choice);
}

export function draw(room, isShown, chosenFrom = choices) {
  room.classList.toggle("is-by-card", isShown);
  for (const one of steps.querySelectorAll("[data-number]")) delete one.dataset.number;
  if (isShown) chosenFrom().forEach((one, place) => { if (place < NUMBERS.length) one.dataset.number = String(place + 1); });
}
