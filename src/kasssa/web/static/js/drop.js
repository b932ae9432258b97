/* A file may be dropped anywhere on the box, not only on its button; without this script the button does. */
for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      box.dataset.over = "yes";
    });
  }
  for (const name of ["dragleave", "dragend"]) box.addEventListener(name, () => delete box.dataset.over);
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    delete box.dataset.over;
    input.files = event.dataTransfer.files;
    input.form.requestSubmit();
  });
}
