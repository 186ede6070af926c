// A browser's own file field speaks the browser's language: ours is a button in the page's, with the chosen name beside it.
for (const input of document.querySelectorAll("[data-file]")) {
  const name = input.parentElement.querySelector("[role=status]");
  input.addEventListener("change", () => {
    name.textContent = input.files[0]?.name ?? "";
  });
}
