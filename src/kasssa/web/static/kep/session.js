/**
 * An opened container: describes its keys and signs with them, and gives no key out.
 * @module
 */

import { sign } from "./cades.js";
import { readCertificates } from "./certificate.js";
import { openContainer } from "./containers.js";
import { KepError } from "./errors.js";

/** @typedef {import("./certificate.js").Holder} Holder */
/** @typedef {import("./containers.js").KeyEntry} KeyEntry */

/**
 * What is told of a key outside the Worker.
 * @typedef {object} KeyDescription
 * @property {number} index what `sign` takes
 * @property {string} algorithm
 * @property {string[]} hashes the hash functions it signs with, the usual one first
 * @property {boolean} signs whether it is for signing documents and has its certificate
 * @property {string} keyId subject key identifier, in hexadecimal
 * @property {Uint8Array | null} certificate in DER
 * @property {Holder | null} holder
 * @property {string} serial of the certificate, in hexadecimal
 * @property {Date | null} notBefore
 * @property {Date | null} notAfter
 * @property {boolean} isSeal a seal of an organisation and no signature of a person
 * @property {boolean} isInDevice the certificate says that the key is in a qualified device
 */

/** The keys of one container. */
export class Session {
  /** @type {KeyEntry[]} */
  #entries;

  /** @param {KeyEntry[]} entries */
  constructor(entries) {
    this.#entries = entries;
  }

  /**
   * Open a container; refuses as `openContainer` does.
   * @param {Uint8Array} container
   * @param {string} password
   * @param {Uint8Array[]} [certificateFiles]
   */
  static async open(container, password, certificateFiles = []) {
    return new Session(await openContainer(container, password, certificateFiles.flatMap(readCertificates)));
  }

  /**
   * The keys in the order of the container.
   * @returns {KeyDescription[]}
   */
  get keys() {
    return this.#entries.map(({ secret, certificate }, index) => ({
      index,
      algorithm: secret.algorithm,
      hashes: secret.hashes,
      signs: secret.forSigning && certificate !== null && certificate.maySign,
      keyId: secret.keyId,
      certificate: certificate?.der ?? null,
      holder: certificate?.holder ?? null,
      serial: certificate?.serialHex ?? "",
      notBefore: certificate?.notBefore ?? null,
      notAfter: certificate?.notAfter ?? null,
      isSeal: certificate?.isSeal ?? false,
      isInDevice: certificate?.isInDevice ?? false,
    }));
  }

  /**
   * Return a detached CAdES-BES signature of `content`; refuses as `cades.sign` does, or with NO_SUCH_KEY.
   * @param {Uint8Array} content
   * @param {number} index
   * @param {{at: Date, hash?: string}} options
   */
  async sign(content, index, options) {
    const entry = this.#entries[index];
    if (!entry) throw new KepError("NO_SUCH_KEY", "the container has no key of this number");
    return sign(content, entry, options);
  }
}
