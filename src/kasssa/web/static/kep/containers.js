/**
 * Key containers of Ukrainian authorities: Key-6.dat, JKS, PKCS#12 and PKCS#8, told apart by content.
 * @module
 */

import { concat, equal, passwordForms } from "./bytes.js";
import { INTEGER, OID, parse } from "./der.js";
import { KepError, isRefusal } from "./errors.js";
import { BLOCK_BYTES, decryptEcb, mac as gostMac } from "./gost28147.js";
import { gost34311 } from "./gost34311.js";
import { isJks, readJks } from "./jks.js";
import { PBES2 } from "./oids.js";
import { decrypt, readAlgorithm, wrongPassword } from "./pbes.js";
import { readPkcs12 } from "./pkcs12.js";
import { belongsTo, readPkcs8 } from "./private.js";

/** @typedef {import("./certificate.js").Certificate} Certificate */
/** @typedef {import("./der.js").Node} Node */
/** @typedef {import("./jks.js").Found} Found */
/** @typedef {import("./private.js").Secret} Secret */

/**
 * @typedef {object} KeyEntry
 * @property {Secret} secret
 * @property {Certificate | null} certificate that of this very key, if there is one
 */

const CONTAINER_BYTES_MAX = 4 * 1024 * 1024;
const IIT_CONTAINER = "1.3.6.1.4.1.19398.1.1.1.2";
const IIT_ITERATIONS = 10_000;

/**
 * Return the private keys of a container, each with its certificate out of the container or out of `others`.
 *
 * Refuses with WRONG_PASSWORD, BAD_CONTAINER (none that is known, or one without a key), BAD_KEY,
 * BAD_CERTIFICATE or UNSUPPORTED.
 * @param {Uint8Array} data
 * @param {string} password
 * @param {Certificate[]} [others] certificates that the container may lack, as every Key-6.dat does
 * @returns {Promise<KeyEntry[]>}
 */
export async function openContainer(data, password, others = []) {
  if (data.length > CONTAINER_BYTES_MAX) {
    throw new KepError("BAD_CONTAINER", "the file is too large for a key container");
  }
  const { secrets, certificates } = await read(data, password);
  if (!secrets.length) throw new KepError("BAD_CONTAINER", "the container has no private key");
  const all = [...certificates, ...others];
  return secrets.map((secret) => ({
    secret,
    certificate: bestOf(all.filter((one) => belongsTo(secret, one))),
  }));
}

/**
 * Return the certificate that lasts longest: a file of certificates may hold a renewed one of the same key.
 * @param {Certificate[]} certificates
 */
function bestOf(certificates) {
  return certificates.toSorted((left, right) => Number(right.notAfter) - Number(left.notAfter))[0] ?? null;
}

/**
 * @param {Uint8Array} data
 * @param {string} password
 * @returns {Promise<Found>}
 */
async function read(data, password) {
  try {
    if (isJks(data)) return await readJks(data, password);
    const [first, second] = parse(data, { ber: true }).fields().rest();
    if (first?.tag === INTEGER) {
      if (first.small() === 3) return await readPkcs12(data, password);
      return { secrets: await readPkcs8(data), certificates: [] };
    }
    const kind = first?.children[0];
    if (kind?.tag === OID && second) {
      if (kind.oid() === IIT_CONTAINER) {
        return { secrets: await readIit(first, second.octets(), password), certificates: [] };
      }
      if (kind.oid() === PBES2) {
        return { secrets: await readEncrypted(first, second.octets(), password), certificates: [] };
      }
    }
  } catch (error) {
    if (!isRefusal(error, "BAD_ENCODING")) throw error;
    throw new KepError("BAD_CONTAINER", `the container is malformed: ${error.message}`);
  }
  throw new KepError("BAD_CONTAINER", "the file is no key container of a known kind");
}

/**
 * Open an EncryptedPrivateKeyInfo (PKCS#8).
 * @param {Node} algorithm
 * @param {Uint8Array} encrypted
 * @param {string} password
 */
async function readEncrypted(algorithm, encrypted, password) {
  for (const form of passwordForms(password)) {
    try {
      return await readPkcs8(await decrypt(readAlgorithm(algorithm), encrypted, form));
    } catch (error) {
      if (!isRefusal(error, "WRONG_PASSWORD", "BAD_ENCODING", "BAD_KEY")) throw error;
    }
  }
  throw wrongPassword();
}

/**
 * Open a Key-6.dat: GOST 28147 in ECB mode under an iterated hash, with a 4-byte MAC of the content.
 * @param {Node} header
 * @param {Uint8Array} body
 * @param {string} password
 */
async function readIit(header, body, password) {
  const [mac, ...padding] = header
    .fields()
    .rest()[1]
    .children.map((node) => node.octets());
  const encrypted = concat(body, ...padding);
  if (!mac || !body.length || encrypted.length % BLOCK_BYTES) {
    throw new KepError("BAD_CONTAINER", "the encrypted key has a wrong length");
  }
  for (const form of passwordForms(password)) {
    let key = form;
    for (let i = 0; i < IIT_ITERATIONS; i++) key = gost34311(key);
    const plain = decryptEcb(key, encrypted).slice(0, body.length);
    if (equal(gostMac(key, plain), mac)) return readPkcs8(plain);
  }
  throw wrongPassword();
}
