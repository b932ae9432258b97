/* Checks a journal of kasssa with nothing but the browser: no network, no library (WebCrypto alone).
   It checks what kasssa/core/tlog checks, in the same strictness: every text has one form, or is refused.
   Of the two signatures under a head it checks Ed25519; `kasssa audit --bundle` checks ML-DSA-44 as well. */

const MAGIC = "c2sp.org/tlog-proof@v1";
const FORMAT = "kasssa-journal/1";
const NO_LEAF = "0".repeat(64);
const utf8 = new TextEncoder();

export class Refused extends Error {}

function refuse(words) {
  throw new Refused(words);
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

function fromHex(text) {
  if (typeof text !== "string" || !/^(?:[0-9a-f]{2})*$/.test(text)) refuse("no hexadecimal");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/* Base64 in its one form: with padding, and the bits of the padding at nought. */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) refuse("no base64");
  const raw = atob(text);
  if (btoa(raw) !== text) refuse("base64 in another form");
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function toHash(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32) refuse("a hash has 32 bytes");
  return bytes;
}

function toNumber(text) {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text)) refuse("no number");
  return BigInt(text);
}

const isName = (text) => /^[^\s+]+$/.test(text) && utf8.encode(text).length < 256;

export async function parseKey(text) {
  const [name, number, ...rest] = text.split("+");
  const data = fromBase64(rest.join("+"));
  if (!isName(name) || data[0] !== 1 || data.length !== 33) refuse("no Ed25519 key");
  const id = (await sha256(utf8.encode(`${name}\n`), data)).slice(0, 4);
  if (hex(id) !== number) refuse("the number of the key is not that of its bytes");
  const key = await crypto.subtle.importKey("raw", data.slice(1), "Ed25519", false, ["verify"]);
  return { name, id, key };
}

function parseNote(written) {
  if (written.length > 200000 || /[\x00-\x09\x0b-\x1f\x7f]/.test(written)) refuse("no note");
  const at = written.lastIndexOf("\n\n");
  const tail = written.slice(at + 2);
  if (at < 1 || !tail.endsWith("\n")) refuse("the note has no text or no signatures");
  const signatures = tail.slice(0, -1).split("\n").map((line) => {
    const parts = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    if (!parts) refuse("a line under the note is no signature");
    const data = fromBase64(parts[2]);
    if (data.length < 5) refuse("a signature is too short");
    return { name: parts[1], id: data.slice(0, 4), value: data.slice(4) };
  });
  const names = signatures.map((one) => `${one.name} ${hex(one.id)}`);
  if (names.length > 32 || new Set(names).size !== names.length) refuse("one key signs twice");
  return { text: written.slice(0, at + 1), signatures };
}

function parseHead(text) {
  const lines = text.split("\n");
  if (lines.length !== 4 || lines[3] !== "" || !isName(lines[0])) refuse("a checkpoint has three lines");
  return { origin: lines[0], size: toNumber(lines[1]), root: toHash(lines[2]), text };
}

/* With `alone` nobody else may have signed: of a line that nobody checks, nobody says that it was changed. */
async function signedHead(written, key, alone) {
  const note = parseNote(written);
  const head = parseHead(note.text);
  if (head.origin !== key.name) refuse("the key is of another log");
  let signed = false;
  for (const one of note.signatures) {
    if (one.name !== key.name || !same(one.id, key.id)) {
      if (alone) refuse("a key that is not known");
      continue;
    }
    if (one.value.length !== 64) refuse("a bad signature");
    const good = await crypto.subtle.verify("Ed25519", key.key, one.value, utf8.encode(note.text));
    if (!good) refuse("a bad signature");
    signed = true;
  }
  if (!signed) refuse("no key that is known has signed");
  return head;
}

/* RFC 9162, 2.1.3.2. */
async function isIncluded(leaf, index, size, path, root) {
  if (index < 0n || index >= size) return false;
  let place = index;
  let last = size - 1n;
  let found = leaf;
  for (const step of path) {
    if (last === 0n) return false;
    if (place & 1n || place === last) {
      found = await sha256([1], step, found);
      while (!(place & 1n) && place) {
        place >>= 1n;
        last >>= 1n;
      }
    } else {
      found = await sha256([1], found, step);
    }
    place >>= 1n;
    last >>= 1n;
  }
  return last === 0n && same(found, root);
}

const leafHash = (text) => sha256([0], utf8.encode(text));

/* Refuses, or returns the head under which the text of the leaf is proved to stand. */
export async function verifyProof(written, leaf, vkey) {
  const key = await parseKey(vkey);
  const at = written.indexOf("\n\n");
  const lines = written.slice(0, at).split("\n");
  if (at < 0 || lines[0] !== MAGIC || lines.length < 2 || !lines[1].startsWith("index ")) refuse("no proof");
  if (lines.length > 65) refuse("the path is too long");
  const index = toNumber(lines[1].slice(6));
  const path = lines.slice(2).map(toHash);
  const head = await signedHead(written.slice(at + 2), key, true);
  if (!(await isIncluded(await leafHash(leaf), index, head.size, path, head.root))) {
    refuse("the path does not lead from the leaf to the root");
  }
  return head;
}

async function open(part, head, vkey) {
  const proved = await verifyProof(part.proof, part.leaf, vkey);
  if (proved.text !== head.text) refuse("it is proved under another head");
  const leaf = JSON.parse(part.leaf);
  const commitment = hex(await sha256(fromHex(part.salt), utf8.encode(part.details)));
  if (commitment !== leaf.detail) refuse("its details are not those that were committed to");
  return { leaf, details: JSON.parse(part.details), name: hex(await leafHash(part.leaf)) };
}

/* All leaves of a subject, from the first to the last, each naming the one before. */
async function checkChain(whose, opened) {
  const alias = hex(await sha256(fromHex(whose.salt), fromHex(whose.id.replaceAll("-", ""))));
  if (alias !== whose.alias) refuse("it is not made of this identifier");
  const links = opened.filter((one) => Object.hasOwn(one.leaf.chain, alias));
  links.sort((a, b) => a.leaf.chain[alias].n - b.leaf.chain[alias].n);
  let before = NO_LEAF;
  links.forEach(({ leaf, name }, at) => {
    const link = leaf.chain[alias];
    if (link.n !== at + 1 || link.prev !== before) refuse(`leaf ${at + 1} of it is not here`);
    before = name;
  });
  if (links.length !== whose.length || before !== whose.head) refuse("it does not end as it says");
  return links;
}

async function checkMap(whose, links, night) {
  if (night.leaf.act !== "ledger.sealed") refuse("no act of a night");
  const path = whose.map_path.map(toHash);
  for (const { leaf, name } of links) {
    const line = `{"head":"${name}","n":${leaf.chain[whose.alias].n},"subject":"${whose.alias}"}`;
    const place = [BigInt(whose.map_index), BigInt(night.details.subjects)];
    if (await isIncluded(await leafHash(line), ...place, path, fromHex(night.details.map))) return;
  }
  refuse("the map of the night does not have it so");
}

/* Returns {faults, opened, head, mapped}: what is wrong, in words; the acts; how many subjects the map covers. */
export async function verifyJournal(journal, trusted) {
  const faults = [];
  const opened = [];
  const attempt = async (what, work) => {
    try {
      return await work();
    } catch (error) {
      faults.push(`${what}: ${error.message}`);
      return null;
    }
  };
  const vkey = trusted ?? journal.keys?.[0] ?? "";
  const head = await attempt("head", async () => {
    if (journal.format !== FORMAT) refuse("a journal of another form");
    return signedHead(journal.checkpoint, await parseKey(vkey), false);
  });
  if (!head) return { faults, opened, head, mapped: 0 };
  for (const [at, part] of journal.parts.entries()) {
    opened.push(await attempt(`part ${at + 1}`, () => open(part, head, vkey)));
  }
  const night = journal.night && (await attempt("night", () => open(journal.night, head, vkey)));
  let mapped = 0;
  for (const whose of faults.length ? [] : journal.subjects) {
    const links = await attempt(whose.alias, () => checkChain(whose, opened));
    if (!links || !night || whose.map_index === null) continue;
    await attempt(whose.alias, () => checkMap(whose, links, night));
    mapped += 1;
  }
  return { faults, opened, head, mapped };
}
