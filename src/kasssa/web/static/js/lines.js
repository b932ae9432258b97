/*
 * The lines of the sheet, without a round trip: add, remove, renumber, walk with Enter, show the exemption ground
 * only where it is asked for. Without this script the same buttons are sent to the server.
 */
const sheet = document.querySelector("[data-lines]");

function renumber() {
  const lines = [...sheet.querySelectorAll("[data-line]")];
  lines.forEach((line, index) => {
    line.dataset.line = index;
    line.querySelector("[data-line-number]").textContent = index + 1;
    for (const element of line.querySelectorAll("[id^='lines.']")) {
      element.id = element.id.replace(/^lines\.\d+/, `lines.${index}`);
    }
    for (const element of line.querySelectorAll("[aria-describedby]")) {
      const described = element.getAttribute("aria-describedby");
      element.setAttribute("aria-describedby", described.replace(/lines\.\d+/g, `lines.${index}`));
    }
    for (const button of line.querySelectorAll("[name='line_remove']")) {
      button.value = index;
      button.hidden = lines.length === 1;
    }
  });
}

function changed() {
  sheet.dispatchEvent(new Event("input", { bubbles: true }));
}

function add() {
  const last = sheet.querySelector("[data-line]:last-of-type");
  const line = last.cloneNode(true);
  for (const fault of line.querySelectorAll(".fault")) fault.remove();
  for (const field of line.querySelectorAll("input, textarea")) field.value = "";
  for (const output of line.querySelectorAll("output")) output.textContent = "0,00";
  for (const field of line.querySelectorAll("select")) field.value = last.querySelector(`[name='${field.name}']`).value;
  for (const field of line.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  last.after(line);
  renumber();
  line.querySelector("[name='line_name']").focus();
}

function remove(line) {
  if (sheet.querySelectorAll("[data-line]").length === 1) return;
  const neighbour = line.nextElementSibling ?? line.previousElementSibling;
  line.remove();
  renumber();
  neighbour.querySelector("[name='line_name']").focus();
  changed();
}

function grow(area) {
  area.rows = Math.max(1, Math.min(6, area.value.split("\n").length));
}

if (sheet) {
  renumber();
  sheet.closest("form").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.name === "line_add") {
      event.preventDefault();
      add();
    } else if (button?.name === "line_remove") {
      event.preventDefault();
      remove(button.closest("[data-line]"));
    }
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input, textarea")) return;
    event.preventDefault();
    const line = event.target.closest("[data-line]");
    const next = line.nextElementSibling;
    if (next) next.querySelector(`[name='${event.target.name}']`).focus();
    else add();
  });
  sheet.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) grow(event.target);
  });
}
