/**
 * Public points of private keys on the NIST curves (FIPS 186-4, D.1.2), for key files that leave them out.
 *
 * WebCrypto signs with these curves, but not every browser takes a private key without its public one. This
 * runs once per opened container, in affine coordinates and not in constant time.
 * @module
 */

/** @typedef {[x: bigint, y: bigint]} Point */

/**
 * @typedef {object} NistCurve
 * @property {string} name as WebCrypto has it
 * @property {number} bytes of a coordinate
 * @property {bigint} p
 * @property {bigint} order
 * @property {Point} base
 */

/**
 * The curves by object identifier.
 * @type {Record<string, NistCurve>}
 */
export const NIST_CURVES = {
  "1.2.840.10045.3.1.7": {
    name: "P-256",
    bytes: 32,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    base: [
      0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    ],
  },
  "1.3.132.0.34": {
    name: "P-384",
    bytes: 48,
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    base: [
      0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
      0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
    ],
  },
  "1.3.132.0.35": {
    name: "P-521",
    bytes: 66,
    p: 2n ** 521n - 1n,
    order: BigInt(
      "0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f9" +
        "66b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    ),
    base: [
      BigInt(
        "0xc6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe759" +
          "28fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
      ),
      BigInt(
        "0x11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42" +
          "640c550b9013fad0761353c7086a272c24088be94769fd16650",
      ),
    ],
  },
};

/**
 * Return the public point of the private number `d`, 0 < d < n.
 * @param {NistCurve} curve
 * @param {bigint} d
 * @returns {Point}
 */
export function publicPoint({ p, base }, d) {
  let total = base;
  for (const bit of d.toString(2).slice(1)) {
    total = sum(p, total, total);
    if (bit === "1") total = sum(p, total, base);
  }
  return total;
}

/**
 * Return the sum of two points that are equal or have different x, which covers all that `publicPoint` meets.
 * @param {bigint} p
 * @param {Point} left
 * @param {Point} right
 * @returns {Point}
 */
function sum(p, [x1, y1], [x2, y2]) {
  const slope = x1 === x2 ? (3n * x1 * x1 - 3n) * inverse(2n * y1, p) : (y2 - y1) * inverse(x2 - x1, p);
  const x = modulo(slope * slope - x1 - x2, p);
  return [x, modulo(slope * (x1 - x) - y1, p)];
}

/**
 * @param {bigint} value
 * @param {bigint} p
 */
function modulo(value, p) {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

/**
 * @param {bigint} value
 * @param {bigint} p
 */
function inverse(value, p) {
  let [a, b, u, v] = [modulo(value, p), p, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, u, v] = [b - quotient * a, a, v - quotient * u, u];
  }
  return u;
}
