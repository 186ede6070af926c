// Thanks stand for a while; then the next guest finds the lobby as it was. A page that was left is not come back to.
const done = document.querySelector("[data-after]");

setTimeout(() => location.replace(done.href), Number(done.dataset.after) * 1000);
done.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(done.href);
});
