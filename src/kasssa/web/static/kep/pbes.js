/**
 * Password-based decryption of private keys: PBES2 (RFC 8018) with Ukrainian and with common ciphers.
 * @module
 */

import { KepError } from "./errors.js";
import { INTEGER, NULL, OCTET_STRING, SEQUENCE } from "./der.js";
import { DKE_1, decryptCfb } from "./gost28147.js";
import { pbkdf2 as pbkdf2OfGost } from "./gost34311.js";
import * as kalyna from "./kalyna.js";
import { pbkdf2 as pbkdf2OfKupyna } from "./kupyna.js";
import { GOST_28147_CFB, HMAC_GOST_34311, KALYNA_256_CBC, KUPYNA_KMAC, PBES2, PBKDF2 } from "./oids.js";

/** @typedef {import("./der.js").Node} Node */
/** @typedef {{oid: string, parameters: Node | null}} AlgorithmId */

const SLOW_ITERATIONS_MAX = 100_000;
const SHA_ITERATIONS_MAX = 1_000_000;
const HMAC_SHA1 = "1.2.840.113549.2.7";
/** @type {Record<string, string>} */
const SHA_FUNCTIONS = {
  [HMAC_SHA1]: "SHA-1",
  "1.2.840.113549.2.9": "SHA-256",
  "1.2.840.113549.2.10": "SHA-384",
  "1.2.840.113549.2.11": "SHA-512",
};
/**
 * AES with 192 bits is missing, since Chromium does not have it.
 * @type {Record<string, number>}
 */
const AES_KEY_BITS = { "2.16.840.1.101.3.4.1.2": 128, "2.16.840.1.101.3.4.1.42": 256 };

/**
 * Return an AlgorithmIdentifier; parameters that are NULL count as absent.
 * @param {Node} node
 * @returns {AlgorithmId}
 */
export function readAlgorithm(node) {
  const fields = node.fields();
  const oid = fields.take().oid();
  const [parameters = null] = fields.rest();
  return { oid, parameters: parameters?.tag === NULL ? null : parameters };
}

/**
 * Return `data` decrypted by a PBES2 algorithm; GOST 28147 yields garbage for a wrong password.
 *
 * Refuses with WRONG_PASSWORD (the padding is wrong), UNSUPPORTED or BAD_CONTAINER.
 * @param {AlgorithmId} algorithm
 * @param {Uint8Array} data
 * @param {Uint8Array} password
 * @returns {Promise<Uint8Array>}
 */
export async function decrypt(algorithm, data, password) {
  if (algorithm.oid !== PBES2 || !algorithm.parameters) throw unsupported("encryption scheme", algorithm.oid);
  const fields = algorithm.parameters.fields();
  const [derivation, cipher] = [readAlgorithm(fields.take()), readAlgorithm(fields.take())];
  if (derivation.oid !== PBKDF2 || !derivation.parameters || !cipher.parameters) {
    throw unsupported("key derivation", derivation.oid);
  }
  const { salt, iterations, prf } = readDerivation(derivation.parameters);
  if (cipher.oid === GOST_28147_CFB && prf === HMAC_GOST_34311) {
    limit(iterations, SLOW_ITERATIONS_MAX);
    return decryptGost(cipher.parameters, data, () => pbkdf2OfGost(password, salt, iterations));
  }
  if (cipher.oid === KALYNA_256_CBC && prf === KUPYNA_KMAC) {
    limit(iterations, SLOW_ITERATIONS_MAX);
    return decryptKalyna(cipher.parameters, data, () => pbkdf2OfKupyna(password, salt, iterations));
  }
  if (cipher.oid in AES_KEY_BITS && prf in SHA_FUNCTIONS) {
    limit(iterations, SHA_ITERATIONS_MAX);
    const start = cipher.parameters.octets();
    const key = await deriveAes(
      password,
      { salt, iterations, hash: SHA_FUNCTIONS[prf] },
      AES_KEY_BITS[cipher.oid],
    );
    return decryptAes(key, start, data);
  }
  throw unsupported("cipher or pseudo-random function", `${cipher.oid}, ${prf}`);
}

/** @param {Node} parameters */
function readDerivation(parameters) {
  const fields = parameters.fields();
  const [salt, iterations] = [fields.take().octets(), fields.take().small()];
  fields.maybe(INTEGER);
  const prf = fields.maybe(SEQUENCE);
  return { salt, iterations, prf: prf ? readAlgorithm(prf).oid : HMAC_SHA1 };
}

/**
 * @param {number} iterations
 * @param {number} most
 */
function limit(iterations, most) {
  if (!iterations || iterations > most) {
    throw new KepError("BAD_CONTAINER", "the number of iterations is out of range");
  }
}

/**
 * @param {string} what
 * @param {string} which
 */
function unsupported(what, which) {
  return new KepError("UNSUPPORTED", `the ${what} is not supported: ${which}`);
}

/**
 * @param {Node} parameters
 * @param {Uint8Array} data
 * @param {() => Uint8Array} derive
 */
function decryptGost(parameters, data, derive) {
  const fields = parameters.fields();
  const [start, substitution] = [fields.take().octets(), fields.maybe(OCTET_STRING)];
  const dke = substitution?.octets() ?? DKE_1;
  requireLength(start.length === 8 && dke.length === 64);
  return decryptCfb(derive(), start, data, dke);
}

/**
 * @param {Node} parameters
 * @param {Uint8Array} data
 * @param {() => Uint8Array} derive
 */
function decryptKalyna(parameters, data, derive) {
  const start = parameters.fields().take().octets();
  requireLength(
    start.length === kalyna.BLOCK_BYTES && data.length > 0 && data.length % kalyna.BLOCK_BYTES === 0,
  );
  const plain = kalyna.decryptCbc(derive(), start, data);
  const size = plain[plain.length - 1];
  const isPadding =
    size && size <= kalyna.BLOCK_BYTES && plain.subarray(-size).every((octet) => octet === size);
  if (!isPadding) throw wrongPassword();
  return plain.subarray(0, -size);
}

/** @param {boolean} isRight */
function requireLength(isRight) {
  if (!isRight) throw new KepError("BAD_CONTAINER", "the encrypted data have a wrong length");
}

/**
 * @param {Uint8Array} password
 * @param {{salt: Uint8Array, iterations: number, hash: string}} derivation
 * @param {number} length in bits
 */
async function deriveAes(password, derivation, length) {
  const secret = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveKey"]);
  const cipher = { name: "AES-CBC", length };
  return crypto.subtle.deriveKey({ name: "PBKDF2", ...derivation }, secret, cipher, false, ["decrypt"]);
}

/**
 * @param {CryptoKey} key
 * @param {Uint8Array} iv
 * @param {Uint8Array} data
 */
async function decryptAes(key, iv, data) {
  requireLength(iv.length === 16 && data.length > 0 && data.length % 16 === 0);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, data));
  } catch {
    throw wrongPassword();
  }
}

/** Return the refusal that every container has for a wrong password. */
export function wrongPassword() {
  return new KepError("WRONG_PASSWORD", "the container does not open with this password");
}
