// What only the presenter sees beside the photo on the TV: their own note and the studio's pick; what is still to be paid is
// folded away once the first photo is shown, and comes back when it is asked for.
const $ = (id) => document.getElementById(id);
let isOpen = null; // what the presenter chose; null leaves it to the show
let hasBegun = false; // between two passes the title is back: no moment for money

// `starred` is the slide that shows its star on the TV, if one does.
export function drawNotes(slide, starred) {
  const notes = new Map(JSON.parse($("notes")?.dataset.notes ?? "[]").map(([photo, words, isStar]) => [photo, [words, isStar]]));
  const [words, isStar] = notes.get(slide) ?? ["", false];
  $("my-note").hidden = !words;
  $("my-note").textContent = words;
  const isShown = slide !== null && starred === slide;
  $("show-star").hidden = !isStar && !isShown;
  $("show-star").setAttribute("aria-pressed", isShown);
  const hasBalance = $("private").children.length > 0;
  hasBegun = hasBegun || slide !== null || $("private").querySelector("[data-begun]") !== null;
  const isUnfolded = isOpen ?? !hasBegun;
  $("private").hidden = !isUnfolded;
  $("money").hidden = !hasBalance;
  $("money").setAttribute("aria-expanded", isUnfolded);
  $("private-box").hidden = !words && $("show-star").hidden && !hasBalance;
}

$("money").addEventListener("click", () => {
  isOpen = $("private").hidden;
  $("private").hidden = !isOpen;
  $("money").setAttribute("aria-expanded", isOpen);
});
