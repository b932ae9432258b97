/**
 * Octet strings: joined, compared, turned into numbers and text and back.
 * @module
 */

/**
 * Return all parts as one.
 * @param {...ArrayLike<number>} parts
 * @returns {Uint8Array}
 */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Say whether both are equal; the time depends on the length alone.
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
export function equal(left, right) {
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i];
  return difference === 0;
}

/**
 * Return hexadecimal digits, in lower case.
 * @param {Uint8Array} octets
 */
export function toHex(octets) {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/**
 * Return the octets of hexadecimal digits.
 * @param {string} digits
 */
export function fromHex(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/**
 * Return a number whose first octet is the highest.
 * @param {Uint8Array} octets
 */
export function toNumber(octets) {
  return octets.length ? BigInt(`0x${toHex(octets)}`) : 0n;
}

/**
 * Return a number whose first octet is the lowest, as DSTU 4145 has it.
 * @param {Uint8Array} octets
 */
export function toNumberLittle(octets) {
  return toNumber(octets.slice().reverse());
}

/**
 * Return `size` octets, the highest first.
 * @param {bigint} number
 * @param {number} size
 */
export function fromNumber(number, size) {
  return fromHex(number.toString(16).padStart(2 * size, "0"));
}

/**
 * Return `size` octets, the lowest first.
 * @param {bigint} number
 * @param {number} size
 */
export function fromNumberLittle(number, size) {
  return fromNumber(number, size).reverse();
}

/**
 * Return the digits of base64url without padding, as JSON Web Keys want them.
 * @param {Uint8Array} octets
 */
export function toBase64Url(octets) {
  const text = btoa(String.fromCharCode(...octets));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Return the octets of base64 text; white space is skipped.
 * @param {string} text
 */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * Return UTF-16 with the high octet first, as Java key stores want a password.
 * @param {string} text
 */
export function toUtf16(text) {
  const octets = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) new DataView(octets.buffer).setUint16(2 * i, text.charCodeAt(i));
  return octets;
}

/**
 * Return the ways a password may have been turned into octets: Windows-1251 by IIT, UTF-8 by others.
 * @param {string} password
 * @returns {Uint8Array[]}
 */
export function passwordForms(password) {
  const utf8 = new TextEncoder().encode(password);
  const windows = toWindows1251(password);
  return windows === null || equal(windows, utf8) ? [utf8] : [windows, utf8];
}

/**
 * @param {string} text
 * @returns {Uint8Array | null} null when a character is not in that code page
 */
function toWindows1251(text) {
  const page = new TextDecoder("windows-1251").decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  const octets = Array.from(text, (character) => page.indexOf(character));
  return octets.includes(-1) ? null : Uint8Array.from(octets);
}
