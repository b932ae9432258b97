/* Keyboard: j/k walk the list, Enter opens, n writes a new one, / searches, ? shows the keys, Escape closes. */

const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row-link]")];

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((link) => link.closest("tr, li").contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step));
  all[next].focus();
}

function press(name) {
  document.querySelector(`[data-key="${name}"]`)?.click();
}

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  n: () => press("new"),
  "/": () => document.querySelector('[data-key="search"]')?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    closeMenus(null);
    if (event.target.matches('[data-key="search"]')) event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const act = keys[event.key] ?? keys[latin(event)];
  if (!act) return;
  event.preventDefault();
  act();
});

/* On a Ukrainian layout the keys of j, k, n and / write other letters: then the place of the key counts. */
function latin(event) {
  if (/^Key[JKN]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return "";
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu === except) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
