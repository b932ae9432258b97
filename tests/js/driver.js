/** Stands in for the person in tests/js/browser.test.mjs: does the steps that the page /steps.json lists. */

const part = (name) => document.querySelector(`[data-kep="${name}"]`);
const octets = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());

async function choose(input, urls) {
  const files = new DataTransfer();
  for (const url of urls) files.items.add(new File([await octets(url)], url.split("/").pop()));
  input.files = files.files;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

async function settled() {
  do await new Promise((resolve) => setTimeout(resolve, 20));
  while (document.querySelector("[aria-busy]"));
}

/** Return what the person sees after a step. */
function seen() {
  const texts = ["fault", "status", "name", "organisation", "code", "kind", "until", "sha256"];
  const focus = document.activeElement?.dataset.kep ?? "";
  const isReady = !part("holder").hidden && !part("sign").hidden;
  return { ...Object.fromEntries(texts.map((name) => [name, part(name).textContent])), focus, isReady };
}

async function walk() {
  const { steps, finish } = await (await fetch("/steps.json")).json();
  const views = [];
  for (const { key, certificates = [], password } of steps) {
    await choose(part("key"), [key]);
    await choose(part("certificates"), certificates);
    part("password").value = password;
    part("form").requestSubmit();
    await settled();
    views.push({
      ...seen(),
      passwordKept: part("password").value !== "",
      keyKept: part("key").files.length === 1,
    });
  }
  await fetch("/seen", { method: "POST", body: JSON.stringify(views) });
  if (finish) part("sign").click();
}

async function measure() {
  const kep = await import("/static/kep/index.js");
  const { key, password } = await (await fetch("/steps.json")).json();
  const [container, content] = [await octets(key), await octets("/document.xml")];
  const timed = async (work) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const times = { open: [], sign: [], hash: [] };
  const megabyte = new Uint8Array(2 ** 20);
  for (let i = 0; i < 5; i++) {
    times.open.push(await timed(() => kep.open(container, password, { certificates: [] })));
    times.hash.push(await timed(() => kep.digest("gost34311", megabyte)));
  }
  await kep.open(await octets("/olena.p12"), "пароль-ґ");
  for (let i = 0; i < 20; i++) times.sign.push(await timed(() => kep.sign(content, 0)));
  await fetch("/seen", { method: "POST", body: JSON.stringify(times) });
}

const work = location.search === "?measure" ? measure : walk;
addEventListener("securitypolicyviolation", (event) =>
  fetch("/violation", { method: "POST", body: event.violatedDirective }),
);
work().catch((error) =>
  fetch("/seen", { method: "POST", body: JSON.stringify({ error: String(error.stack) }) }),
);
