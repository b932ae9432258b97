/**
 * A curve of DSTU 4145-2002 in polynomial basis, and points on it.
 *
 * A curve is y^2 + xy = x^3 + a x^2 + b over GF(2^m). Points are affine pairs (x, lambda) with
 * lambda = x + y / x; inside, the group law works in lambda-projective coordinates (Oliveira, Lopez, Aranha,
 * Rodriguez-Henriquez, 2014): (X, L, Z) stands for x = X / Z and lambda = L / Z. They cannot express x = 0,
 * which no point of the prime-order subgroup has. All coordinates are spread (see field.js).
 * @module
 */

import { KepError } from "./errors.js";
import { Field } from "./field.js";

/** @typedef {[x: bigint, lambda: bigint]} Affine */
/** @typedef {[x: bigint, lambda: bigint, z: bigint] | null} Projective null is the point at infinity */

const COMB_TEETH = 6;
/** Room above the group order in the comb, for a random multiple of the order. */
export const BLINDING_BITS = 64;

/** One curve: its parameters, named as in the standard, and the group law. */
export class Curve {
  /**
   * @param {{m: number, exponents: number[], a: number, b: bigint, order: bigint, base: [bigint, bigint],
   *   cofactor: number}} parameters packed numbers; the base point as (x, y)
   */
  constructor({ m, exponents, a, b, order, base, cofactor }) {
    this.m = m;
    this.exponents = exponents;
    this.a = a;
    this.b = b;
    this.order = order;
    this.cofactor = cofactor;
    this.baseXy = base;
    this.orderBits = order.toString(2).length;
    this.coordinateBytes = Math.ceil(m / 8);
    this.orderBytes = Math.ceil(this.orderBits / 8);
    /** @type {WeakMap<Affine, Affine[]>} by the very object of the base point */
    this.combs = new WeakMap();
  }

  /** The field of the coordinates, made when it is first needed. */
  get field() {
    const field = new Field(this.m, this.exponents);
    Object.defineProperty(this, "field", { value: field });
    return field;
  }

  /** The base point of the standard. */
  get base() {
    const [x, y] = this.baseXy.map((coordinate) => this.field.spread(coordinate));
    const base = this.fromXy(x, y);
    Object.defineProperty(this, "base", { value: base });
    return base;
  }

  /**
   * Return the point (x, y), given spread with x not zero.
   * @param {bigint} x
   * @param {bigint} y
   * @returns {Affine}
   */
  fromXy(x, y) {
    return [x, x ^ this.field.multiply(y, this.field.invert(x))];
  }

  /**
   * Return the packed compressed form (clause 6.9): x with its lowest bit replaced by Tr(y / x).
   * @param {Affine} point
   */
  compress([x, lambda]) {
    return (this.field.pack(x) & ~1n) | BigInt(this.field.trace(x ^ lambda));
  }

  /**
   * Return the point of a compressed form (clause 6.10), tested for membership in the subgroup.
   * @param {bigint} compressed
   * @returns {Affine}
   */
  decompress(compressed) {
    const { field } = this;
    const a = BigInt(this.a);
    if (compressed >> BigInt(this.m)) throw new KepError("BAD_KEY", "the compressed point is out of range");
    let x = field.spread(compressed & ~1n);
    if (field.trace(x) !== this.a) x ^= 1n;
    // Zero stands for the point with x = 0, which is of order 2.
    if (!x || !compressed) throw new KepError("BAD_KEY", "the compressed point is out of range");
    const inverse = field.invert(x);
    let ratio = field.solveQuadratic(field.multiply(field.square(inverse), field.spread(this.b)) ^ a ^ x);
    if (ratio === null) throw new KepError("BAD_KEY", "no point of the curve has this x");
    if (field.trace(ratio) !== Number(compressed & 1n)) ratio ^= 1n;
    if (!this.isDoubledTwice(x, ratio)) {
      throw new KepError("BAD_KEY", "the point is outside the subgroup of prime order");
    }
    return [x, x ^ ratio];
  }

  /**
   * Say whether a point of the curve with Tr(x) = Tr(a) is in the subgroup of prime order: with cofactor 4
   * its half must be a double too.
   * @param {bigint} x
   * @param {bigint} ratio y / x
   */
  isDoubledTwice(x, ratio) {
    if (this.cofactor === 2) return true;
    const half = this.field.solveQuadratic(x ^ BigInt(this.a));
    return half !== null && this.field.trace(this.field.multiply(ratio ^ half ^ 1n, x)) === this.a;
  }

  /**
   * Return the negative of `point`.
   * @param {Affine} point
   * @returns {Affine}
   */
  negative([x, lambda]) {
    return [x, lambda ^ 1n];
  }

  /**
   * Return 2 * `point`.
   * @param {Projective} point
   * @returns {Projective}
   */
  double(point) {
    if (!point) return null;
    const { multiply } = this.field;
    const [x, lambda, z] = point;
    const lambdaZ = multiply(lambda, z);
    const zSquared = multiply(z, z);
    const t = multiply(lambda, lambda) ^ lambdaZ ^ (this.a ? zSquared : 0n);
    const xz = multiply(x, z);
    const newX = multiply(t, t);
    const newZ = multiply(t, zSquared);
    return [newX, multiply(xz, xz) ^ newX ^ multiply(t, lambdaZ) ^ newZ, newZ];
  }

  /**
   * Return `point` + `other`; both must be of the prime-order subgroup, where this is complete.
   * @param {Projective} point
   * @param {Affine} other
   * @returns {Projective}
   */
  add(point, [otherX, otherLambda]) {
    if (!point) return [otherX, otherLambda, 1n];
    const { multiply } = this.field;
    const [x, lambda, z] = point;
    const a = lambda ^ multiply(otherLambda, z);
    const scaledX = multiply(otherX, z);
    const difference = x ^ scaledX;
    if (!difference) return a ? null : this.double(point);
    const b = multiply(difference, difference);
    const ax = multiply(a, x);
    const newZ = multiply(multiply(a, b), z);
    const sum = ax ^ b;
    const newX = multiply(ax, multiply(a, scaledX));
    return [newX, multiply(sum, sum) ^ multiply(newZ, otherLambda ^ 1n), newZ];
  }

  /**
   * Return points, none of them infinite, as affine pairs, with one inversion for all (Montgomery's trick).
   * @param {Projective[]} points
   * @returns {Affine[]}
   */
  allAffine(points) {
    const { multiply } = this.field;
    const prefixes = [1n];
    for (const point of points) prefixes.push(multiply(prefixes[prefixes.length - 1], finite(point)[2]));
    let inverse = this.field.invert(prefixes[points.length]);
    /** @type {Affine[]} */
    const affine = [];
    for (let i = points.length - 1; i >= 0; i--) {
      const [x, lambda, z] = finite(points[i]);
      const own = multiply(inverse, prefixes[i]);
      affine.unshift([multiply(x, own), multiply(lambda, own)]);
      inverse = multiply(inverse, z);
    }
    return affine;
  }

  /**
   * Return `scalar` * `base` by a comb (Lim and Lee): a sixth of the doublings, and one addition for each.
   * @param {Affine} base
   * @param {bigint} scalar at most BLINDING_BITS longer than the order
   * @returns {Projective}
   */
  multiplyBase(base, scalar) {
    const comb = this.comb(base);
    const spacing = this.combSpacing;
    const bits = scalar.toString(2).padStart(spacing * COMB_TEETH, "0");
    /** @type {Projective} */
    let total = null;
    for (let column = 0; column < spacing; column++) {
      total = this.double(total);
      let index = 0;
      for (let tooth = 0; tooth < COMB_TEETH; tooth++)
        index = 2 * index + Number(bits[tooth * spacing + column]);
      if (index) total = this.add(total, comb[index - 1]);
    }
    return total;
  }

  /** Distance of the teeth of the comb, in bits. */
  get combSpacing() {
    return Math.ceil((this.orderBits + BLINDING_BITS) / COMB_TEETH);
  }

  /**
   * Return the sums of every choice of the teeth 2^(spacing * i) * `base`, but the empty one; made once.
   * @param {Affine} base
   */
  comb(base) {
    const known = this.combs.get(base);
    if (known) return known;
    /** @type {Projective[]} */
    const teeth = [[base[0], base[1], 1n]];
    while (teeth.length < COMB_TEETH) {
      let tooth = teeth[teeth.length - 1];
      for (let i = 0; i < this.combSpacing; i++) tooth = this.double(tooth);
      teeth.push(tooth);
    }
    const units = this.allAffine(teeth);
    /** @type {Projective[]} */
    const sums = [];
    for (let index = 1; index < 1 << COMB_TEETH; index++) {
      const highest = 31 - Math.clz32(index);
      sums.push(this.add(sums[index - (1 << highest) - 1] ?? null, units[highest]));
    }
    const comb = this.allAffine(sums);
    this.combs.set(base, comb);
    return comb;
  }

  /**
   * Return `scalar` * `point` by doubling and adding: slow, for points that are met once.
   * @param {Affine} point
   * @param {bigint} scalar
   */
  multiply(point, scalar) {
    /** @type {Projective} */
    let total = null;
    for (const bit of scalar.toString(2)) {
      total = this.double(total);
      if (bit === "1") total = this.add(total, point);
    }
    return total;
  }
}

/**
 * Narrow the type: small multiples of a point of large prime order are never the point at infinity.
 * @param {Projective} point
 */
function finite(point) {
  if (!point) throw new KepError("INTERNAL", "a small multiple of a point of prime order is infinite");
  return point;
}
