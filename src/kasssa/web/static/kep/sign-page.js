/**
 * The signing page, made able to sign right there with a key file.
 *
 * Without this script the page still works: download, sign elsewhere, upload. With it, the hidden panel
 * `[data-kep-sign]` appears. It fetches the bytes of the document, shows their hash and the holder of the
 * key, and only after a second press signs those bytes, puts the signature into the upload form and submits
 * it.
 * README.md has the HTML that the page needs; all words come from there, so that they are translated there.
 * @module
 */

import { toHex } from "./bytes.js";
import { KepError, close, open, sign } from "./index.js";

/** @typedef {import("./index.js").KeyDescription} KeyDescription */

/** One panel and what it has found out so far. */
class Panel {
  /** @type {Uint8Array} the bytes whose hash is shown, and no others, are signed */
  #content = new Uint8Array();
  /** @type {KeyDescription[]} the keys that may sign */
  #keys = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.form = /** @type {HTMLFormElement} */ (this.part("form"));
    this.password = /** @type {HTMLInputElement} */ (this.part("password"));
    this.choice = /** @type {HTMLSelectElement} */ (this.part("choice"));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.attempt("sayOpening", () => this.open());
    });
    this.form.addEventListener("input", () => this.forget());
    this.choice.addEventListener("change", () => this.attempt(null, () => this.show()));
    this.part("sign").addEventListener("click", () => this.attempt("saySigning", () => this.sign()));
    addEventListener("pagehide", () => this.forget());
    root.hidden = false;
  }

  /**
   * Return a named part of the panel.
   * @param {string} name
   * @returns {HTMLElement}
   */
  part(name) {
    return /** @type {HTMLElement} */ (this.root.querySelector(`[data-kep="${name}"]`));
  }

  /**
   * Return the files of a named input.
   * @param {string} name
   */
  files(name) {
    const input = /** @type {HTMLInputElement} */ (this.part(name));
    return [...(input.files ?? [])];
  }

  /**
   * Do something that may be refused: say what is being done, keep buttons still, tell of a refusal in words.
   * @param {string | null} saying name of the data attribute with the words
   * @param {() => Promise<void>} work
   */
  async attempt(saying, work) {
    const buttons = this.root.querySelectorAll("button");
    this.say("fault", "");
    this.say("status", saying ? this.words(saying) : "");
    for (const button of buttons) button.disabled = true;
    this.root.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.refuse(error instanceof KepError ? error : new KepError("INTERNAL", String(error)));
    } finally {
      for (const button of buttons) button.disabled = false;
      this.root.removeAttribute("aria-busy");
    }
  }

  /** Fetch the document, open the container, show whose key it is. */
  async open() {
    this.forget();
    this.#content = await this.fetchContent();
    const certificates = this.files("certificates");
    const keys = await open(this.files("key")[0], this.password.value, { certificates });
    this.password.value = "";
    this.#keys = keys.filter((key) => key.signs);
    if (!this.#keys.length) throw whyNone(keys, certificates.length > 0);
    this.choice.replaceChildren(...this.#keys.map((key, i) => new Option(titleOf(key), String(i))));
    this.part("choices").hidden = this.#keys.length === 1;
    await this.show();
    this.say("status", this.words("sayOpened"));
    this.part("holder").focus();
  }

  /** Return the bytes of the document after comparing their hash with the one that the page shows. */
  async fetchContent() {
    const { bytesUrl = "", sha256 = "" } = this.root.dataset;
    const content = await fetchBytes(bytesUrl);
    const hash = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", content)));
    this.say("sha256", hash);
    if (sha256 && sha256.toLowerCase() !== hash) {
      throw new KepError("DIFFERENT_BYTES", "the document is not the one that the page shows");
    }
    return content;
  }

  /** The key that is chosen. */
  get key() {
    return this.#keys[this.choice.selectedIndex];
  }

  /** Show the holder of the chosen key; refuse a certificate that is not valid now. */
  async show() {
    const { holder, notBefore, notAfter, serial, algorithm, isSeal } = this.key;
    this.say("name", holder?.name ?? "");
    this.say("organisation", holder?.organisation ?? "");
    this.say("code", holder?.edrpou || holder?.rnokpp || "");
    this.say(
      "until",
      notAfter?.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }) ?? "",
    );
    this.say("serial", serial);
    this.say("algorithm", algorithm);
    this.say("kind", this.words(isSeal ? "saySeal" : "saySignature"));
    this.part("holder").hidden = false;
    this.part("sign").hidden = true;
    const now = new Date();
    if (notAfter && now > notAfter) throw new KepError("EXPIRED", "the certificate has expired");
    if (notBefore && now < notBefore) throw new KepError("NOT_YET_VALID", "the certificate is not valid yet");
    this.part("sign").hidden = false;
  }

  /** Sign the bytes whose hash is shown and hand the signature to the upload form. */
  async sign() {
    const { hash: wished = "", fileName = "document", upload = "" } = this.root.dataset;
    const { index, hashes } = this.key;
    const signature = await sign(this.#content, index, hashes.includes(wished) ? { hash: wished } : {});
    const input = /** @type {HTMLInputElement} */ (document.querySelector(upload));
    const files = new DataTransfer();
    files.items.add(new File([signature], `${fileName}.p7s`, { type: "application/pkcs7-signature" }));
    input.files = files.files;
    this.say("status", this.words("saySending"));
    this.forget();
    input.form?.requestSubmit();
  }

  /** Forget the opened keys. */
  forget() {
    close();
    this.#keys = [];
    this.part("holder").hidden = true;
  }

  /**
   * Tell of a refusal and lead to the field that can mend it; nothing that was typed or chosen is lost.
   * @param {KepError} error
   */
  refuse(error) {
    console.warn(`${error.code}: ${error.message}`);
    this.say("status", "");
    // The person changed the fields while the key was being opened: there is nothing to tell.
    if (error.code === "NOT_OPEN") return;
    this.say("fault", this.words(`fault${inCamelCase(error.code)}`) || this.words("faultInternal"));
    const cure = CURES[error.code] ?? "fault";
    this.part(cure).focus();
    if (cure === "password") this.password.select();
  }

  /**
   * @param {string} part
   * @param {string} text
   */
  say(part, text) {
    const said = this.part(part);
    said.textContent = text;
    if (part === "fault") said.hidden = !text;
  }

  /** @param {string} name of a data attribute, in camel case */
  words(name) {
    return this.root.dataset[name] ?? "";
  }
}

/**
 * The part of the panel to go to after a refusal.
 * @type {Record<string, string>}
 */
const CURES = {
  WRONG_PASSWORD: "password",
  BAD_CONTAINER: "key",
  UNSUPPORTED: "key",
  BAD_KEY: "key",
  NOT_FOR_SIGNING: "key",
  NO_CERTIFICATE: "certificates",
  CERTIFICATE_MISMATCH: "certificates",
  BAD_CERTIFICATE: "certificates",
};

/**
 * Return the bytes at an address of this origin. A redirect is refused: it would be the sign-in page.
 * @param {string} url
 */
async function fetchBytes(url) {
  try {
    const response = await fetch(url, { credentials: "same-origin", mode: "same-origin", redirect: "error" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new KepError("NOT_FETCHED", String(error));
  }
}

/**
 * Return why none of the keys may sign.
 * @param {KeyDescription[]} keys
 * @param {boolean} gaveCertificates
 */
function whyNone(keys, gaveCertificates) {
  if (keys.every((key) => key.certificate)) return new KepError("NOT_FOR_SIGNING", "no key is for signing");
  const code = gaveCertificates ? "CERTIFICATE_MISMATCH" : "NO_CERTIFICATE";
  return new KepError(code, `no certificate for the key ${keys[0].keyId}`);
}

/** @param {KeyDescription} key */
function titleOf({ holder, algorithm, serial }) {
  return [holder?.name, holder?.organisation, algorithm, serial].filter(Boolean).join(" · ");
}

/** @param {string} code as WRONG_PASSWORD */
function inCamelCase(code) {
  return code.toLowerCase().replace(/(?:^|_)(\w)/g, (_match, letter) => letter.toUpperCase());
}

if (globalThis.crypto?.subtle && globalThis.Worker) {
  for (const root of document.querySelectorAll("[data-kep-sign]"))
    new Panel(/** @type {HTMLElement} */ (root));
}
