/**
 * PKCS#12 files (RFC 7292) under PBES2: of Ukrainian software (GOST, Kalyna) and of common software (AES).
 *
 * The MAC of the file is not needed to notice a wrong password: the keys then fail to decrypt.
 * @module
 */

import { concat, passwordForms } from "./bytes.js";
import { Certificate } from "./certificate.js";
import { parse, parseFirst } from "./der.js";
import { KepError, isRefusal } from "./errors.js";
import { DATA, ENCRYPTED_DATA } from "./oids.js";
import { decrypt, readAlgorithm, wrongPassword } from "./pbes.js";
import { readPkcs8 } from "./private.js";

/** @typedef {import("./der.js").Node} Node */
/** @typedef {import("./pbes.js").AlgorithmId} AlgorithmId */
/** @typedef {import("./jks.js").Found} Found */

const BAGS = "1.2.840.113549.1.12.10.1";
const [KEY_BAG, SHROUDED_KEY_BAG, CERTIFICATE_BAG] = [`${BAGS}.1`, `${BAGS}.2`, `${BAGS}.3`];
const X509 = "1.2.840.113549.1.9.22.1";
const BAGS_MAX = 64;

/**
 * Return the keys and certificates of a file. Refuses with WRONG_PASSWORD, BAD_CONTAINER or UNSUPPORTED.
 * @param {Uint8Array} data
 * @param {string} password
 * @returns {Promise<Found>}
 */
export async function readPkcs12(data, password) {
  const opener = new Opener(password);
  const fields = parse(data, { ber: true }).fields();
  fields.take().small();
  const contents = await readContent(fields.take(), opener);
  /** @type {Found} */
  const found = { secrets: [], certificates: [] };
  for (const part of parse(contents, { ber: true }).children.slice(0, BAGS_MAX)) {
    const bags = parse(await readContent(part, opener), { ber: true }).children.slice(0, BAGS_MAX);
    for (const bag of bags) await readBag(bag, opener, found);
  }
  return found;
}

/** Decrypts with the first form of the password that works, and keeps to it. */
class Opener {
  #forms;

  /** @param {string} password */
  constructor(password) {
    this.#forms = passwordForms(password);
  }

  /**
   * Return what `read` makes of the decrypted data; if it makes nothing, the password is wrong, since not
   * every cipher has a check of its own.
   * @template T
   * @param {AlgorithmId} algorithm
   * @param {Uint8Array} data
   * @param {(plain: Uint8Array) => T | Promise<T>} read
   * @returns {Promise<T>}
   */
  async open(algorithm, data, read) {
    for (const form of this.#forms) {
      try {
        const result = await read(await decrypt(algorithm, data, form));
        this.#forms = [form];
        return result;
      } catch (error) {
        if (!isRefusal(error, "WRONG_PASSWORD", "BAD_ENCODING", "BAD_KEY")) throw error;
      }
    }
    throw wrongPassword();
  }
}

/**
 * Return the octets of a ContentInfo that is Data or EncryptedData.
 * @param {Node} contentInfo
 * @param {Opener} opener
 * @returns {Promise<Uint8Array>}
 */
async function readContent(contentInfo, opener) {
  const [kind, wrapped] = contentInfo.children;
  const value = wrapped?.expect(0xa0).only();
  if (!value || ![DATA, ENCRYPTED_DATA].includes(kind.oid())) {
    throw new KepError("BAD_CONTAINER", "the PKCS#12 file has a part of an unknown kind");
  }
  if (kind.oid() === DATA) return value.octets();
  const encrypted = value.fields();
  encrypted.take().small();
  const inner = encrypted.take().fields();
  inner.take().oid();
  const [algorithm, body] = [readAlgorithm(inner.take()), inner.take()];
  const octets = body.tag & 0x20 ? concat(...body.children.map((piece) => piece.octets())) : body.body;
  return opener.open(algorithm, octets, (plain) => parseFirst(plain, { ber: true }).expect(0x30).raw);
}

/**
 * @param {Node} bag
 * @param {Opener} opener
 * @param {Found} found
 */
async function readBag(bag, opener, found) {
  const fields = bag.fields();
  const [kind, value] = [fields.take().oid(), fields.take(0xa0).only()];
  if (kind === SHROUDED_KEY_BAG) {
    const inner = value.fields();
    const [algorithm, encrypted] = [readAlgorithm(inner.take()), inner.take().octets()];
    found.secrets.push(...(await opener.open(algorithm, encrypted, readPkcs8)));
  } else if (kind === KEY_BAG) {
    found.secrets.push(...(await readPkcs8(value.raw)));
  } else if (kind === CERTIFICATE_BAG) {
    const certificate = value.fields();
    if (certificate.take().oid() === X509) {
      found.certificates.push(new Certificate(certificate.take(0xa0).only().octets()));
    }
  }
}
