/* The theme switch answers at once; the form still tells the server, which keeps the cookie. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const part of form.querySelectorAll("[aria-pressed]")) {
    part.setAttribute("aria-pressed", String(part === event.submitter));
  }
  const body = new URLSearchParams(new FormData(form, event.submitter));
  await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
});
