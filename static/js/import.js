// A file may be dropped anywhere on the page; one that is too big is told before it travels.
const form = document.getElementById("import");
const input = document.getElementById("file");
const drop = form.querySelector("[data-drop]");
const chosen = document.getElementById("chosen");

function tell() {
  const file = input.files[0];
  const isTooBig = file && file.size > Number(form.dataset.most);
  chosen.textContent = !file ? "" : isTooBig ? form.dataset.tooBig.replace("{name}", file.name) : file.name;
  chosen.classList.toggle("wrong", Boolean(isTooBig));
  if (isTooBig) input.value = "";
  return Boolean(file) && !isTooBig;
}

input.addEventListener("change", () => {
  if (tell()) form.requestSubmit();
});

for (const event of ["dragover", "dragenter"]) {
  document.addEventListener(event, (drag) => {
    drag.preventDefault();
    drop.classList.add("is-over");
  });
}
document.addEventListener("dragleave", (drag) => {
  if (!drag.relatedTarget) drop.classList.remove("is-over");
});
document.addEventListener("drop", (drag) => {
  drag.preventDefault();
  drop.classList.remove("is-over");
  if (!drag.dataTransfer.files.length) return;
  input.files = drag.dataTransfer.files;
  if (tell()) form.requestSubmit();
});
