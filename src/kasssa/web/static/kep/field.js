/**
 * Arithmetic in GF(2^m) on "spread" integers.
 *
 * An element is one BigInt with coefficient i of its polynomial at bit width * i. The gap is wide enough that
 * an integer product cannot carry from one coefficient into the next, so one big multiplication and one mask
 * make a carry-less multiplication. "Packed" means the usual form, coefficient i at bit i.
 *
 * BigInt does not run in constant time: what it computes with may leak to code that measures this very
 * machine. See README.md, "Threats".
 * @module
 */

/** GF(2^m) modulo x^m + sum(x^k) + 1, for odd m, as all curves of DSTU 4145 need it. */
export class Field {
  /**
   * @param {number} m
   * @param {number[]} exponents the middle exponents of the reduction polynomial, all below m / 2
   */
  constructor(m, exponents) {
    this.m = m;
    this.width = m.toString(2).length;
    this.multiply = multiplication(m, exponents, BigInt(this.width));
  }

  /**
   * Return the spread form of `packed`.
   * @param {bigint} packed
   */
  spread(packed) {
    return BigInt(
      `0b${packed
        .toString(2)
        .split("")
        .join("0".repeat(this.width - 1))}`,
    );
  }

  /**
   * Return the packed form of a spread `element`.
   * @param {bigint} element
   */
  pack(element) {
    const bits = element.toString(2);
    let packed = "0b";
    for (let i = (bits.length - 1) % this.width; i < bits.length; i += this.width) packed += bits[i];
    return BigInt(packed);
  }

  /**
   * Return `element` squared `times` times.
   * @param {bigint} element
   * @param {number} [times]
   */
  square(element, times = 1) {
    let power = element;
    for (let i = 0; i < times; i++) power = this.multiply(power, power);
    return power;
  }

  /**
   * Return 1 / `element`, which is not zero, as the power 2^m - 2 (Itoh and Tsujii): the same steps always.
   * @param {bigint} element
   */
  invert(element) {
    let power = element;
    let exponent = 1;
    for (const bit of (this.m - 1).toString(2).slice(1)) {
      power = this.multiply(this.square(power, exponent), power);
      exponent *= 2;
      if (bit === "1") {
        power = this.multiply(this.square(power), element);
        exponent += 1;
      }
    }
    return this.square(power);
  }

  /**
   * Return Tr(element), 0 or 1: the sum of its conjugates.
   * @param {bigint} element
   */
  trace(element) {
    let sum = element;
    for (let i = 1; i < this.m; i++) sum = this.square(sum) ^ element;
    return Number(sum);
  }

  /**
   * Return one z with z^2 + z = `element` (the other is z + 1), or null if there is none.
   * @param {bigint} element
   */
  solveQuadratic(element) {
    let z = element;
    for (let i = 0; i < (this.m - 1) / 2; i++) z = this.square(z, 2) ^ element;
    return (this.square(z) ^ z) === element ? z : null;
  }
}

/**
 * Return the multiplication of the field; two folds suffice for the polynomials of the standard.
 * @param {number} m
 * @param {number[]} exponents
 * @param {bigint} width
 * @returns {(a: bigint, b: bigint) => bigint}
 */
function multiplication(m, exponents, width) {
  const parity = BigInt(
    `0b${"1"
      .repeat(2 * m)
      .split("")
      .join("0".repeat(Number(width) - 1))}`,
  );
  const top = width * BigInt(m);
  const low = (1n << top) - 1n;
  const [first, second, third] = exponents.map((k) => width * BigInt(k));
  if (exponents.length === 1) {
    return (a, b) => {
      const product = (a * b) & parity;
      const high = product >> top;
      const once = (product & low) ^ high ^ (high << first);
      const rest = once >> top;
      return (once & low) ^ rest ^ (rest << first);
    };
  }
  return (a, b) => {
    const product = (a * b) & parity;
    const high = product >> top;
    const once = (product & low) ^ high ^ (high << first) ^ (high << second) ^ (high << third);
    const rest = once >> top;
    return (once & low) ^ rest ^ (rest << first) ^ (rest << second) ^ (rest << third);
  };
}
