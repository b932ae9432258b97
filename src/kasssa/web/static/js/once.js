/* A form is sent once: a second press of the same button while the first is on its way does nothing. */
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  const form = event.target;
  form.dataset.sent = "yes";
  // A download answers without leaving the page: let it be asked for again.
  setTimeout(() => delete form.dataset.sent, 5000);
});

/* Coming back by the history must not leave forms locked. */
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
document.addEventListener("htmx:finally:request", (event) => {
  event.target.closest?.("form")?.removeAttribute("data-sent");
});
