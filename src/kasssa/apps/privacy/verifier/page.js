const SAID = {
  uk: {
    title: "Журнал ваших даних", good: "Усе доведено", bad: "Є помилки",
    one: "Кожен запис стоїть у підписаному дереві, жодного не змінено.",
    chain: "Ланцюги записів про вас та вашу організацію без пропусків, від першого до останнього.",
    map: "Карта ночі підтверджує, що на той час записів було не більше, ніж тут.",
    noMap: "Карти ночі ще немає: повноту на певну дату підтвердить наступний журнал.",
    key: "Ключ журналу. Звірте його з адресою /ledger/key служби або з раніше збереженим:",
    head: "Голова дерева", leaves: "записів", file: "Перевірити інший файл journal.json:",
    columns: ["№", "Коли", "Що", "Подробиці", "Через"], old: "Цей браузер не знає Ed25519. Візьміть новіший.",
    short: "Перевірено підпис Ed25519. Підпис ML-DSA-44 перевіряє команда kasssa audit --bundle.",
  },
  en: {
    title: "The journal of your data", good: "All of it is proved", bad: "Something is wrong",
    one: "Every act stands in a signed tree; none was changed.",
    chain: "The chains of acts about you and your organisation have no gap from the first to the last.",
    map: "The map of a night confirms that there were no more acts by then than there are here.",
    noMap: "There is no map of a night yet: the next journal will confirm that nothing is missing.",
    key: "The key of the ledger. Compare it with /ledger/key of the service, or with one that you kept:",
    head: "Head of the tree", leaves: "acts", file: "Check another file journal.json:",
    columns: ["No", "When", "What", "Details", "Through"], old: "This browser does not know Ed25519. Take a newer one.",
    short: "The Ed25519 signature was checked. ML-DSA-44 is checked by kasssa audit --bundle.",
  },
};

let journal = JSON.parse(document.getElementById("journal").textContent);
let language = navigator.language.startsWith("uk") ? "uk" : "en";
const put = (id, text) => { document.getElementById(id).textContent = text; };

function row(cells, tag) {
  const line = document.createElement("tr");
  for (const text of cells) line.appendChild(document.createElement(tag)).textContent = text;
  return line;
}

async function show() {
  const said = SAID[language];
  document.documentElement.lang = language;
  document.title = said.title;
  put("title", said.title);
  put("file-label", said.file);
  put("key-label", said.key);
  put("short", said.short);
  put("key", (journal.keys ?? []).filter((key) => key.length < 400).join("\n"));
  let found;
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    found = await verifyJournal(journal);
  } catch {
    found = { faults: [said.old], opened: [], head: null, mapped: 0 };
  }
  const bad = found.faults.length > 0;
  const verdict = document.getElementById("verdict");
  verdict.className = bad ? "bad" : "good";
  put("verdict", bad ? said.bad : said.good);
  const lines = bad ? found.faults : [said.one, said.chain, found.mapped ? said.map : said.noMap];
  document.getElementById("why").replaceChildren(...lines.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  put("head", found.head ? `${said.head}: ${found.head.origin}, ${found.head.size} ${said.leaves}` : "");
  const acts = found.opened.filter(Boolean).reverse();
  document.getElementById("heads").replaceChildren(row(said.columns, "th"));
  document.getElementById("acts").replaceChildren(...acts.map(({ leaf, details }) => row([
    leaf.entry, new Date(leaf.t).toLocaleString(language), journal.words?.[leaf.act]?.[language] ?? leaf.act,
    Object.entries(details).map(([name, value]) => `${name}: ${value}`).join(", "), leaf.door,
  ], "td")));
}

for (const button of document.querySelectorAll("button[data-language]")) {
  button.addEventListener("click", () => { language = button.dataset.language; show(); });
}
document.getElementById("file").addEventListener("change", async (event) => {
  journal = JSON.parse(await event.target.files[0].text());
  show();
});
show();
