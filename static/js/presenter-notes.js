// What only the presenter sees beside the photo on the TV: their own note and the studio's pick; what is still to be paid is
// folded away once the first photo is shown, and comes back when it is asked for.
const $ = (id) => document.getElementById(id);
let isOpen = null; // what the presenter chose; null leaves it to the slide

export function drawNotes(slide) {
  const notes = new Map(JSON.parse($("notes")?.dataset.notes ?? "[]").map(([photo, words, isStar]) => [photo, [words, isStar]]));
  const [words, isStar] = notes.get(slide) ?? ["", false];
  $("my-note").hidden = !words;
  $("my-note").textContent = words;
  $("my-star").hidden = !isStar;
  const hasBalance = $("private").children.length > 0;
  const isShown = isOpen ?? slide === null;
  $("private").hidden = !isShown;
  $("money").hidden = !hasBalance;
  $("money").setAttribute("aria-expanded", isShown);
  $("private-box").hidden = !words && !isStar && !hasBalance;
}

$("money").addEventListener("click", () => {
  isOpen = $("private").hidden;
  $("private").hidden = !isOpen;
  $("money").setAttribute("aria-expanded", isOpen);
});
