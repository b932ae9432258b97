/**
 * DSTU 4145-2002 digital signatures over a hash that is already computed (clauses 12 and 13).
 *
 * BigInt does not run in constant time. Scalars are therefore blinded: a random multiple of the group order
 * is added, so that the same secret is never multiplied by the same steps twice. That hinders an attacker who
 * averages many measurements on this machine; it does not make the arithmetic constant-time.
 * @module
 */

import { concat, fromNumberLittle, toNumber, toNumberLittle } from "./bytes.js";
import { BLINDING_BITS } from "./curve.js";
import { KepError } from "./errors.js";
import { kupyna } from "./kupyna.js";

/** @typedef {import("./curve.js").Curve} Curve */
/** @typedef {import("./curve.js").Affine} Affine */

/** A private number d, 0 < d < n, with its curve and base point. */
export class PrivateKey {
  /** @type {bigint} */
  #number;

  /**
   * @param {Curve} curve
   * @param {bigint} number
   * @param {Affine} base
   */
  constructor(curve, number, base) {
    if (!(number > 0n && number < curve.order))
      throw new KepError("BAD_KEY", "the private key is out of range");
    this.curve = curve;
    this.base = base;
    this.#number = number;
  }

  /** The public point: the negative of d * P, as the standard has it. */
  publicPoint() {
    const point = this.curve.multiplyBase(this.base, blinded(this.curve, this.#number));
    return this.curve.negative(this.curve.allAffine([point])[0]);
  }

  /**
   * Return a signature (r, s) over `digest` with a fresh nonce.
   * @param {Uint8Array} digest
   * @returns {[bigint, bigint]}
   */
  sign(digest) {
    for (;;) {
      const [r, s] = this.signWithNonce(digest, this.#nonce(digest));
      if (r && s) return [r, s];
    }
  }

  /**
   * Return (r, s) for a chosen nonce, possibly useless zeros; only published test vectors need it.
   * @param {Uint8Array} digest
   * @param {bigint} nonce
   * @returns {[bigint, bigint]}
   */
  signWithNonce(digest, nonce) {
    const point = this.curve.multiplyBase(this.base, blinded(this.curve, nonce));
    const [[x]] = this.curve.allAffine([point]);
    const r = firstHalf(this.curve, digest, x);
    return [r, (nonce + this.#number * r) % this.curve.order];
  }

  /**
   * Return a nonce in 1 .. n - 1, never used again.
   *
   * Hedged in the manner of RFC 6979: it is the sum of a random number and of a hash of other random octets,
   * the key and the digest. Neither a poor random source nor a fault in the hash alone can repeat or reveal
   * it. More than 128 bits above the order leave no measurable bias.
   * @param {Uint8Array} digest
   */
  #nonce(digest) {
    const key = fromNumberLittle(this.#number, this.curve.orderBytes);
    const seed = concat(random(64), key, digest);
    const hashed = concat(kupyna(512, concat([1], seed)), kupyna(512, concat([2], seed)));
    return ((toNumber(hashed) + toNumber(random(128))) % (this.curve.order - 1n)) + 1n;
  }
}

/**
 * Say whether (r, s) was made over `digest` by the private key of the point `key`.
 *
 * Nothing here relies on it: signatures are judged by the server. It is for tests.
 * @param {Curve} curve
 * @param {Affine} base
 * @param {Affine} key
 * @param {Uint8Array} digest
 * @param {[bigint, bigint]} signature
 */
export function verifies(curve, base, key, digest, [r, s]) {
  if (!(r > 0n && r < curve.order && s > 0n && s < curve.order)) return false;
  const ofKey = curve.allAffine([curve.multiply(key, r)])[0];
  const point = curve.add(curve.multiply(base, s), ofKey);
  return point !== null && firstHalf(curve, digest, curve.allAffine([point])[0][0]) === r;
}

/**
 * Return r and s in equal halves, little-endian, as all authorities have them today.
 * @param {Curve} curve
 * @param {[bigint, bigint]} signature
 */
export function toBytes(curve, signature) {
  return concat(...signature.map((half) => fromNumberLittle(half, curve.orderBytes)));
}

/**
 * Return r: hash times x of the nonce's point, in the field, truncated below the order (clause 12.6).
 * @param {Curve} curve
 * @param {Uint8Array} digest
 * @param {bigint} x
 */
function firstHalf(curve, digest, x) {
  const { field } = curve;
  const hashed = BigInt.asUintN(curve.m, toNumberLittle(digest)) || 1n;
  return BigInt.asUintN(curve.orderBits - 1, field.pack(field.multiply(field.spread(hashed), x)));
}

/**
 * Return `scalar` plus a random multiple of the order: the same point by other steps.
 * @param {Curve} curve
 * @param {bigint} scalar
 */
function blinded(curve, scalar) {
  return scalar + curve.order * (toNumber(random(BLINDING_BITS / 8)) >> 1n);
}

/** @param {number} size */
function random(size) {
  return crypto.getRandomValues(new Uint8Array(size));
}
