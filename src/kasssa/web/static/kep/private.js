/**
 * Private keys out of PKCS#8 (RFC 5208), each able to sign and to say whether a certificate is its own.
 * @module
 */

import {
  concat,
  equal,
  fromNumber,
  fromNumberLittle,
  toBase64Url,
  toHex,
  toNumber,
  toNumberLittle,
} from "./bytes.js";
import { CURVES } from "./curves.js";
import * as der from "./der.js";
import { toBytes, PrivateKey } from "./dstu4145.js";
import { KepError, isRefusal } from "./errors.js";
import { DKE_1, DKE_TEST } from "./gost28147.js";
import { gost34311 } from "./gost34311.js";
import { digest } from "./hash.js";
import { NIST_CURVES, publicPoint } from "./nist.js";
import * as oids from "./oids.js";
import { readAlgorithm } from "./pbes.js";

/** @typedef {import("./der.js").Node} Node */
/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./curve.js").Affine} Affine */

/**
 * @typedef {object} Secret
 * @property {string} algorithm the kind of key in words
 * @property {string[]} hashes the hash functions it signs with, the usual one first
 * @property {boolean} forSigning false for a key-agreement key
 * @property {Uint8Array} publicBits the content of the BIT STRING of its SubjectPublicKeyInfo
 * @property {string} keyId the subject key identifier in hexadecimal
 * @property {(spki: Node) => boolean} owns says whether a SubjectPublicKeyInfo is of this key
 * @property {(hash: string) => string} signatureOid
 * @property {(hash: string, data: Uint8Array) => Promise<Uint8Array>} sign
 */

const [IIT_SECOND_DOMAIN, IIT_SECOND_KEY] = ["1.3.6.1.4.1.19398.1.1.2.2", "1.3.6.1.4.1.19398.1.1.2.3"];
const SHA_256 = { name: "SHA-256" };

/** @param {string} message */
function bad(message) {
  return new KepError("BAD_KEY", message);
}

/**
 * Return the key of a PrivateKeyInfo, and the key-agreement key that IIT keeps beside it.
 *
 * Bytes after the structure are allowed: ciphers leave padding there. Refuses with BAD_ENCODING (it is none),
 * BAD_KEY or UNSUPPORTED.
 * @param {Uint8Array} data
 * @returns {Promise<Secret[]>}
 */
export async function readPkcs8(data) {
  const node = der.parseFirst(data);
  const fields = node.fields();
  fields.take().small();
  const [algorithm, octets] = [readAlgorithm(fields.take()), fields.take().octets()];
  if (algorithm.oid === oids.EC_KEY) return [await readEc(algorithm.parameters, octets)];
  if (algorithm.oid === oids.RSA_KEY) return [await readRsa(node.raw, octets)];
  if (algorithm.oid !== oids.DSTU_4145_LE && algorithm.oid !== oids.DSTU_4145_BE) {
    throw new KepError("UNSUPPORTED", `keys of the kind ${algorithm.oid} are not supported`);
  }
  if (!algorithm.parameters) throw bad("a DSTU 4145 key names no curve");
  const isBigEndian = algorithm.oid === oids.DSTU_4145_BE;
  const domain = readDomain(algorithm.parameters, isBigEndian);
  const number = isBigEndian ? toNumber(octets) : toNumberLittle(octets);
  const secrets = [new DstuSecret(domain, number)];
  const attributes = fields.maybe(0xa0)?.children.map((attribute) => attribute.children) ?? [];
  const found = new Map(attributes.map(([kind, values]) => [kind.oid(), values]));
  const [secondDomain, secondKey] = [found.get(IIT_SECOND_DOMAIN), found.get(IIT_SECOND_KEY)];
  if (secondDomain && secondKey) secrets.push(readIitSecond(secondDomain.only(), secondKey.only()));
  return secrets;
}

/**
 * Read the key-agreement key that IIT keeps in the attributes of the signing key: of its curve the degree is
 * enough; its number stands with the bits of every octet reversed.
 * @param {Node} domain
 * @param {Node} number
 */
function readIitSecond(domain, number) {
  const degree = domain.fields().take().fields().take().fields().take().small();
  const curve = CURVES.find((one) => one.m === degree);
  if (!curve) throw bad("the curve of the second key is not a standard one");
  const octets = number.expect(der.BIT_STRING).body.slice(1).map(reversed);
  return new DstuSecret({ curve, base: curve.base, dke: DKE_1 }, toNumberLittle(octets), false);
}

/** @param {number} octet */
function reversed(octet) {
  return parseInt(octet.toString(2).padStart(8, "0").split("").reverse().join(""), 2);
}

/**
 * @typedef {object} Domain
 * @property {Curve} curve
 * @property {Affine} base
 * @property {Uint8Array} dke
 */

/**
 * Return curve, base point and hash substitution of DSTU 4145 key parameters, all of them known ones.
 * @param {Node} parameters
 * @param {boolean} isBigEndian
 * @returns {Domain}
 */
function readDomain(parameters, isBigEndian) {
  const fields = parameters.fields();
  const choice = fields.take();
  const dke = fields.maybe(der.OCTET_STRING)?.octets() ?? DKE_1;
  if (![DKE_1, DKE_TEST].some((known) => equal(known, dke))) {
    throw new KepError("UNSUPPORTED", "the long-term key element is not one that authorities use");
  }
  if (choice.tag !== der.OID) return { ...readExplicit(choice, isBigEndian), dke };
  const curve = CURVES.find((_, number) => choice.oid() === `${oids.DSTU_4145_CURVES}.${number}`);
  if (!curve) throw bad("the named curve is not of DSTU 4145 in polynomial basis");
  return { curve, base: curve.base, dke };
}

/**
 * @param {Node} ecBinary
 * @param {boolean} isBigEndian
 */
function readExplicit(ecBinary, isBigEndian) {
  const fields = ecBinary.fields();
  fields.maybe(0xa0);
  const [degree, middle] = fields.take().children;
  const a = fields.take().small();
  const b = fields.take().octets();
  const order = fields.take().integer();
  const base = fields.take().octets();
  const curve = CURVES.find((one) => BigInt(one.m) === degree?.integer());
  const exponents = middle?.tag === der.INTEGER ? [middle] : (middle?.children ?? []);
  /** @param {Uint8Array} octets */
  const element = (octets) => (isBigEndian ? toNumber(octets) : toNumberLittle(octets));
  const sorted = exponents.map((node) => node.small()).toSorted((left, right) => left - right);
  const isStandard =
    curve &&
    a === curve.a &&
    order === curve.order &&
    element(b) === curve.b &&
    `${sorted}` === `${curve.exponents}`;
  if (!isStandard) throw bad("the curve is not a standard one");
  const isUsual = element(base) === curve.compress(curve.base);
  return { curve, base: isUsual ? curve.base : curve.decompress(element(base)) };
}

/** @implements {Secret} */
class DstuSecret {
  #key;
  #dke;
  #curve;

  /**
   * @param {Domain} domain
   * @param {bigint} number
   */
  constructor({ curve, base, dke }, number, forSigning = true) {
    this.#key = new PrivateKey(curve, number, base);
    this.#dke = dke;
    this.#curve = curve;
    this.algorithm = `DSTU-4145 M=${curve.m}`;
    this.hashes = Object.keys(oids.DSTU_SIGNATURES);
    this.forSigning = forSigning;
    const compressed = fromNumberLittle(curve.compress(this.#key.publicPoint()), curve.coordinateBytes);
    this.publicBits = der.octetString(compressed);
    this.keyId = toHex(gost34311(this.publicBits));
  }

  /** @param {Node} spki */
  owns(spki) {
    const fields = spki.fields();
    const algorithm = readAlgorithm(fields.take());
    const isBigEndian = algorithm.oid === oids.DSTU_4145_BE;
    if ((algorithm.oid !== oids.DSTU_4145_LE && !isBigEndian) || !algorithm.parameters) return false;
    const octets = der.parse(fields.take().bits()).octets();
    if (!equal(der.octetString(isBigEndian ? octets.toReversed() : octets), this.publicBits)) return false;
    const { curve, base } = readDomain(algorithm.parameters, isBigEndian);
    return curve === this.#curve && base.every((coordinate, i) => coordinate === this.#key.base[i]);
  }

  /** @param {string} hash */
  signatureOid(hash) {
    return oids.DSTU_SIGNATURES[hash];
  }

  /**
   * @param {string} hash
   * @param {Uint8Array} data
   */
  async sign(hash, data) {
    const hashed = hash === "gost34311" ? gost34311(data, this.#dke) : await digest(hash, data);
    return toBytes(this.#curve, this.#key.sign(hashed));
  }
}

/**
 * Return a key on a NIST curve out of an ECPrivateKey (RFC 5915).
 * @param {Node | null} parameters
 * @param {Uint8Array} octets
 */
async function readEc(parameters, octets) {
  const curve = parameters?.tag === der.OID ? NIST_CURVES[parameters.oid()] : undefined;
  if (!curve) throw new KepError("UNSUPPORTED", "of such curves only P-256, P-384 and P-521 are supported");
  const fields = der.parse(octets).fields();
  fields.take().small();
  const number = toNumber(fields.take().octets());
  if (!number || number >= curve.order) throw bad("the private key is out of range");
  const [d, x, y] = [number, ...publicPoint(curve, number)].map((value) => fromNumber(value, curve.bytes));
  const jwk = { kty: "EC", crv: curve.name, d: toBase64Url(d), x: toBase64Url(x), y: toBase64Url(y) };
  const key = await imported("jwk", jwk, { name: "ECDSA", namedCurve: curve.name });
  const point = concat([4], x, y);
  const keyId = toHex(await digest("sha1", point));
  return new WebSecret(
    key,
    { algorithm: `ECDSA ${curve.name}`, signatureOid: oids.ECDSA_SHA256, keyId },
    point,
  );
}

/**
 * Return an RSA key out of its PrivateKeyInfo.
 * @param {Uint8Array} pkcs8
 * @param {Uint8Array} octets the RSAPrivateKey inside (RFC 8017, A.1.2)
 */
async function readRsa(pkcs8, octets) {
  const [, modulus, exponent] = der.parse(octets).children;
  if (!modulus || !exponent) throw bad("the RSA key is malformed");
  const bits = modulus.integer().toString(2).length;
  if (bits < 2048 || bits > 8192) throw bad("the RSA key is of a size that is not accepted");
  const key = await imported("pkcs8", pkcs8, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" });
  const publicKey = der.sequence(modulus.raw, exponent.raw);
  const keyId = toHex(await digest("sha1", publicKey));
  return new WebSecret(key, { algorithm: `RSA ${bits}`, signatureOid: oids.RSA_SHA256, keyId }, publicKey);
}

/**
 * @param {"jwk" | "pkcs8"} format
 * @param {JsonWebKey | Uint8Array} key
 * @param {EcKeyImportParams | RsaHashedImportParams} algorithm
 */
async function imported(format, key, algorithm) {
  try {
    // The overloads of the method tell the formats apart by literal types.
    return await crypto.subtle.importKey(
      /** @type {"pkcs8"} */ (format),
      /** @type {*} */ (key),
      algorithm,
      false,
      ["sign"],
    );
  } catch {
    throw bad("the browser does not take the key");
  }
}

/**
 * A key that WebCrypto holds and does not give back.
 * @implements {Secret}
 */
class WebSecret {
  #key;
  #signatureOid;

  /**
   * @param {CryptoKey} key
   * @param {{algorithm: string, signatureOid: string, keyId: string}} said
   * @param {Uint8Array} publicBits
   */
  constructor(key, { algorithm, signatureOid, keyId }, publicBits) {
    this.#key = key;
    this.#signatureOid = signatureOid;
    this.algorithm = algorithm;
    this.hashes = ["sha256"];
    this.forSigning = true;
    this.publicBits = publicBits;
    this.keyId = keyId;
  }

  /** @param {Node} spki */
  owns(spki) {
    const [, bits] = spki.children;
    return Boolean(bits) && equal(bits.bits(), this.publicBits);
  }

  signatureOid() {
    return this.#signatureOid;
  }

  /**
   * @param {string} _hash
   * @param {Uint8Array} data
   */
  async sign(_hash, data) {
    const scheme = { name: this.#key.algorithm.name, hash: SHA_256 };
    const raw = new Uint8Array(await crypto.subtle.sign(scheme, this.#key, data));
    if (scheme.name !== "ECDSA") return raw;
    const halves = [raw.subarray(0, raw.length / 2), raw.subarray(raw.length / 2)];
    return der.sequence(...halves.map((half) => der.integer(toNumber(half))));
  }
}

/**
 * Say whether a certificate is of `secret`; what cannot be read is not.
 * @param {Secret} secret
 * @param {import("./certificate.js").Certificate} certificate
 */
export function belongsTo(secret, certificate) {
  try {
    return secret.owns(certificate.publicKey);
  } catch (error) {
    if (isRefusal(error, "BAD_ENCODING", "BAD_KEY", "UNSUPPORTED")) return false;
    throw error;
  }
}
