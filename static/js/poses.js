// Pictures to pick, at most so many: with the last one ticked the others rest until one is given back.
function rest(list) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const isFull = boxes.filter((box) => box.checked).length >= Number(list.dataset.most);
  for (const box of boxes) box.disabled = isFull && !box.checked;
}

function restAll() {
  for (const list of document.querySelectorAll(".pose-grid[data-most]")) rest(list);
}

document.addEventListener("change", ({ target }) => {
  const list = target.closest(".pose-grid[data-most]");
  if (list) rest(list);
});
document.addEventListener("toggle", restAll, true); // a folded list may have come anew meanwhile
restAll();
