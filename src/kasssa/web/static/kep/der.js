/**
 * A strict reader and a small writer of ASN.1 in DER (ITU-T X.690), with BER allowed for PKCS#12 files.
 *
 * The reader keeps the bytes of every element as they came. It knows low tag numbers only, which is all that
 * X.509, CMS and PKCS#12 use.
 * @module
 */

import { concat, toNumber } from "./bytes.js";
import { KepError } from "./errors.js";

export const BOOLEAN = 1;
export const INTEGER = 2;
export const BIT_STRING = 3;
export const OCTET_STRING = 4;
export const NULL = 5;
export const OID = 6;
export const SEQUENCE = 0x30;
export const SET = 0x31;
const CONSTRUCTED = 0x20;
const DEPTH_MAX = 40;
const CHILDREN_MAX = 10_000;

/** @type {Record<number, string>} */
const TEXT_ENCODINGS = {
  12: "utf-8",
  18: "ascii",
  19: "ascii",
  20: "latin1",
  22: "ascii",
  26: "ascii",
  30: "utf-16be",
};

/** @param {string} message */
function bad(message) {
  return new KepError("BAD_ENCODING", message);
}

/** One element: its tag octet, its content and all its bytes as they came. */
export class Node {
  /**
   * @param {number} tag
   * @param {Uint8Array} body
   * @param {Uint8Array} raw
   * @param {boolean} ber
   * @param {number} depth
   */
  constructor(tag, body, raw, ber, depth) {
    this.tag = tag;
    this.body = body;
    this.raw = raw;
    this.ber = ber;
    this.depth = depth;
  }

  /**
   * The elements inside a constructed element.
   * @returns {Node[]}
   */
  get children() {
    if (!(this.tag & CONSTRUCTED)) throw bad("a constructed element was expected");
    const nodes = [];
    for (let at = 0; at < this.body.length;) {
      if (nodes.length === CHILDREN_MAX) throw bad("too many elements");
      const [node, next] = read(this.body, at, this.ber, this.depth + 1);
      nodes.push(node);
      at = next;
    }
    return nodes;
  }

  /** Return a cursor over the children of a SEQUENCE or of another `tag`. */
  fields(tag = SEQUENCE) {
    return new Fields(this.expect(tag).children);
  }

  /**
   * Return the same node, or refuse another tag.
   * @param {number} tag
   */
  expect(tag) {
    if (this.tag !== tag) throw bad(`tag ${tag} was expected, not ${this.tag}`);
    return this;
  }

  /** Return the only child, as of an explicit tag. */
  only() {
    const [first, ...others] = this.children;
    if (!first || others.length) throw bad("exactly one inner element was expected");
    return first;
  }

  /** Return an object identifier in dotted form. */
  oid() {
    const octets = this.expect(OID).body;
    if (!octets.length || octets.length > 64 || octets[octets.length - 1] & 0x80) throw bad("a bad OID");
    const arcs = [];
    let value = 0n;
    for (const octet of octets) {
      value = (value << 7n) | BigInt(octet & 0x7f);
      if (octet & 0x80) continue;
      arcs.push(value);
      value = 0n;
    }
    const first = arcs[0] < 80n ? arcs[0] / 40n : 2n;
    return [first, arcs[0] - 40n * first, ...arcs.slice(1)].join(".");
  }

  /** Return a whole number that is not negative. */
  integer() {
    const { body } = this.expect(INTEGER);
    if (!body.length || body[0] & 0x80) throw bad("a number that is not negative was expected");
    if (!this.ber && body.length > 1 && !body[0] && !(body[1] & 0x80)) throw bad("a padded number");
    return toNumber(body);
  }

  /** Return a whole number below 2^31: a version, a count, a length. */
  small() {
    const value = this.integer();
    if (value >= 1n << 31n) throw bad("the number is out of range");
    return Number(value);
  }

  /**
   * Return the content of an octet string, in BER also when it is sent in pieces.
   * @returns {Uint8Array}
   */
  octets() {
    if (this.ber && this.tag === (OCTET_STRING | CONSTRUCTED)) {
      return concat(...this.children.map((piece) => piece.octets()));
    }
    return this.expect(OCTET_STRING).body;
  }

  /** Return the octets of a bit string that has no unused bits. */
  bits() {
    const { body } = this.expect(BIT_STRING);
    if (!body.length || body[0]) throw bad("a bit string of whole octets was expected");
    return body.subarray(1);
  }

  /** Return the numbers of the set bits of a named-bit string. */
  flags() {
    const octets = this.expect(BIT_STRING).body.subarray(1);
    /** @type {Set<number>} */
    const set = new Set();
    octets.forEach((octet, i) => {
      for (let bit = 0; bit < 8; bit++) if (octet & (0x80 >> bit)) set.add(8 * i + bit);
    });
    return set;
  }

  /** Return a character string of any of the usual kinds. */
  text() {
    const encoding = TEXT_ENCODINGS[this.tag];
    if (!encoding) throw bad("a character string was expected");
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(this.body);
    } catch {
      throw bad("a character string is malformed");
    }
  }

  /** Return a UTCTime or a GeneralizedTime. */
  time() {
    const match = /^(\d\d|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(
      String.fromCharCode(...this.body),
    );
    if (!match || match[1].length !== (this.tag === 23 ? 2 : 4)) throw bad("a time is malformed");
    const [year, month, ...rest] = match.slice(1).map(Number);
    const full = this.tag === 23 ? year + (year < 50 ? 2000 : 1900) : year;
    return new Date(Date.UTC(full, month - 1, ...rest));
  }
}

/** A cursor over the fields of a structure. */
export class Fields {
  /** @param {Node[]} nodes */
  constructor(nodes) {
    this.nodes = nodes;
    this.next = 0;
  }

  /**
   * Return the next field, which must be there, and of `tag` where one is given.
   * @param {number} [tag]
   */
  take(tag) {
    const node = this.nodes[this.next++];
    if (!node) throw bad("a field is missing");
    return tag === undefined ? node : node.expect(tag);
  }

  /**
   * Return the next field if it is there and of `tag`.
   * @param {number} tag
   */
  maybe(tag) {
    return this.nodes[this.next]?.tag === tag ? this.nodes[this.next++] : null;
  }

  /** Return all fields that are left. */
  rest() {
    const left = this.nodes.slice(this.next);
    this.next = this.nodes.length;
    return left;
  }
}

/**
 * Return the only element of `data`.
 * @param {Uint8Array} data
 * @param {{ber?: boolean}} [options]
 */
export function parse(data, { ber = false } = {}) {
  const [node, end] = read(data, 0, ber, 0);
  if (end !== data.length) throw bad("bytes follow the element");
  return node;
}

/**
 * Return the first element of `data`; whatever follows is padding.
 * @param {Uint8Array} data
 * @param {{ber?: boolean}} [options]
 */
export function parseFirst(data, { ber = false } = {}) {
  return read(data, 0, ber, 0)[0];
}

/**
 * @param {Uint8Array} data
 * @param {number} at
 * @param {boolean} ber
 * @param {number} depth
 * @returns {[Node, number]}
 */
function read(data, at, ber, depth) {
  if (depth > DEPTH_MAX) throw bad("elements are nested too deep");
  const tag = data[at];
  if (data.length - at < 2 || (tag & 0x1f) === 0x1f) throw bad("the element is cut short");
  const first = data[at + 1];
  if (first === 0x80) return readIndefinite(data, at, ber, depth);
  const [size, start] = first < 0x80 ? [first, at + 2] : readLength(data, at + 2, first & 0x7f, ber);
  const end = start + size;
  if (end > data.length) throw bad("the element is cut short");
  return [new Node(tag, data.subarray(start, end), data.subarray(at, end), ber, depth), end];
}

/**
 * @param {Uint8Array} data
 * @param {number} at
 * @param {number} count
 * @param {boolean} ber
 * @returns {[number, number]}
 */
function readLength(data, at, count, ber) {
  if (count > 4 || at + count > data.length) throw bad("a length is out of range");
  const size = data.subarray(at, at + count).reduce((sum, octet) => sum * 256 + octet, 0);
  if (!ber && (size < 0x80 || data[at] === 0)) throw bad("a length is not in its shortest form");
  return [size, at + count];
}

/**
 * @param {Uint8Array} data
 * @param {number} at
 * @param {boolean} ber
 * @param {number} depth
 * @returns {[Node, number]}
 */
function readIndefinite(data, at, ber, depth) {
  if (!ber || !(data[at] & CONSTRUCTED)) throw bad("an indefinite length is not allowed here");
  let end = at + 2;
  while (data[end] || data[end + 1]) end = read(data, end, ber, depth + 1)[1];
  if (end + 2 > data.length) throw bad("the element is cut short");
  return [new Node(data[at], data.subarray(at + 2, end), data.subarray(at, end + 2), ber, depth), end + 2];
}

/**
 * Return an element of the given parts, which are encoded already.
 * @param {number} tag
 * @param {...Uint8Array} parts
 */
export function encode(tag, ...parts) {
  const body = concat(...parts);
  if (body.length < 0x80) return concat([tag, body.length], body);
  const size = [];
  for (let left = body.length; left; left = Math.floor(left / 256)) size.unshift(left % 256);
  return concat([tag, 0x80 | size.length], size, body);
}

/** @param {...Uint8Array} parts */
export const sequence = (...parts) => encode(SEQUENCE, ...parts);

/** @param {Uint8Array} octets */
export const octetString = (octets) => encode(OCTET_STRING, octets);

/**
 * Return an explicitly tagged element.
 * @param {number} number
 * @param {...Uint8Array} parts
 */
export const context = (number, ...parts) => encode(0xa0 | number, ...parts);

/**
 * Return a number that is not negative.
 * @param {bigint} value
 */
export function integer(value) {
  const digits = value.toString(16);
  const octets = digits.padStart(digits.length + (digits.length % 2), "0");
  return encode(INTEGER, Uint8Array.from(parseInt(octets.slice(0, 2), 16) & 0x80 ? [0] : []), hex(octets));
}

/** @param {string} digits */
function hex(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/**
 * Return an object identifier of its dotted form.
 * @param {string} dotted
 */
export function oid(dotted) {
  const [first, second, ...others] = dotted.split(".").map(Number);
  const octets = [40 * first + second, ...others].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left; left = Math.floor(left / 128))
      groups.unshift(128 | (left % 128));
    return groups;
  });
  return encode(OID, Uint8Array.from(octets));
}

/**
 * Return a SET OF in the order of DER.
 * @param {Uint8Array[]} elements
 * @param {number} [tag] an implicit tag in place of that of SET
 */
export function setOf(elements, tag = SET) {
  return encode(tag, ...elements.toSorted(compare));
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
function compare(left, right) {
  const at = left.findIndex((octet, i) => octet !== right[i]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
}

/**
 * Return a moment as CMS wants it: UTCTime through 2049, then GeneralizedTime (RFC 5652, 11.3).
 * @param {Date} moment
 */
export function time(moment) {
  const digits = `${moment.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
  const isShort = moment.getUTCFullYear() < 2050;
  return encode(isShort ? 23 : 24, new TextEncoder().encode(isShort ? digits.slice(2) : digits));
}
