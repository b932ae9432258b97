/**
 * Java key stores of Sun's format, as PrivatBank gives out; one password for the store and its keys.
 * @module
 */

import { concat, equal, toUtf16 } from "./bytes.js";
import { Certificate } from "./certificate.js";
import { parse } from "./der.js";
import { KepError } from "./errors.js";
import { digest } from "./hash.js";
import { wrongPassword } from "./pbes.js";
import { readPkcs8 } from "./private.js";

/** @typedef {{secrets: import("./private.js").Secret[], certificates: Certificate[]}} Found */

const MAGIC = 0xfeedfeed;
const SALT = new TextEncoder().encode("Mighty Aphrodite");
const [KEY_ENTRY, CERTIFICATE_ENTRY] = [1, 2];
const DIGEST_BYTES = 20;

/**
 * Say whether a file is of this kind.
 * @param {Uint8Array} data
 */
export function isJks(data) {
  return data.length > 12 + DIGEST_BYTES && new DataView(data.buffer, data.byteOffset).getUint32(0) === MAGIC;
}

/**
 * Return the keys and certificates of a store. Refuses with WRONG_PASSWORD or BAD_CONTAINER.
 * @param {Uint8Array} data
 * @param {string} password
 * @returns {Promise<Found>}
 */
export async function readJks(data, password) {
  const secret = toUtf16(password);
  const [body, checksum] = [data.subarray(0, -DIGEST_BYTES), data.subarray(-DIGEST_BYTES)];
  if (!equal(await digest("sha1", concat(secret, SALT, body)), checksum)) throw wrongPassword();
  const stream = new Stream(body);
  stream.number();
  const [version, count] = [stream.number(), stream.number()];
  /** @type {Found} */
  const found = { secrets: [], certificates: [] };
  for (let i = 0; i < count; i++) {
    const kind = stream.number();
    stream.take(stream.short());
    stream.take(8);
    if (kind === KEY_ENTRY) {
      found.secrets.push(...(await readKey(stream.take(stream.number()), secret)));
      const chain = stream.number();
      for (let j = 0; j < chain; j++) found.certificates.push(readCertificate(stream, version));
    } else if (kind === CERTIFICATE_ENTRY) {
      found.certificates.push(readCertificate(stream, version));
    } else {
      throw new KepError("BAD_CONTAINER", "the JKS file has an entry of an unknown kind");
    }
  }
  return found;
}

/**
 * Undo Sun's key protector: a key stream of chained SHA-1, then a SHA-1 checksum.
 * @param {Uint8Array} protectedKey
 * @param {Uint8Array} secret
 */
async function readKey(protectedKey, secret) {
  const [, value] = parse(protectedKey).children;
  const blob = value ? value.octets() : new Uint8Array();
  const data = blob.slice(DIGEST_BYTES, -DIGEST_BYTES);
  let link = blob.subarray(0, DIGEST_BYTES);
  for (let at = 0; at < data.length; at += DIGEST_BYTES) {
    link = await digest("sha1", concat(secret, link));
    for (let i = 0; i < DIGEST_BYTES && at + i < data.length; i++) data[at + i] ^= link[i];
  }
  if (!equal(await digest("sha1", concat(secret, data)), blob.subarray(-DIGEST_BYTES))) throw wrongPassword();
  return readPkcs8(data);
}

/**
 * @param {Stream} stream
 * @param {number} version
 */
function readCertificate(stream, version) {
  if (version === 2) stream.take(stream.short());
  return new Certificate(stream.take(stream.number()));
}

/** A cursor over the big-endian fields of a store. */
class Stream {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.next = 0;
  }

  /** @param {number} size */
  take(size) {
    const octets = this.data.subarray(this.next, this.next + size);
    if (octets.length !== size) throw new KepError("BAD_CONTAINER", "the JKS file is cut short");
    this.next += size;
    return octets;
  }

  number() {
    const octets = this.take(4);
    return new DataView(octets.buffer, octets.byteOffset).getUint32(0);
  }

  short() {
    const octets = this.take(2);
    return new DataView(octets.buffer, octets.byteOffset).getUint16(0);
  }
}
