/**
 * Kalyna (DSTU 7624:2014) with blocks and keys of 256 bits: decryption in CBC mode, for .ZS2 containers.
 *
 * A key file is a few blocks long, so clarity wins over speed here.
 * @module
 */

import { fromNumberLittle, toNumberLittle } from "./bytes.js";
import { MIX_ROW, SUBSTITUTION, UNMIX_ROW, times } from "./sbox.js";

export const BLOCK_BYTES = 32;
const COLUMNS = 4;
const ROUNDS = 14;
const ROUND_SHIFT_BYTES = 21;
const INVERSE_SUBSTITUTION = SUBSTITUTION.slice();
SUBSTITUTION.forEach((value, i) => (INVERSE_SUBSTITUTION[(i & ~255) | value] = i & 255));
/** (block + key + 64) / 64, the start of the auxiliary key. */
const AUXILIARY_START = 9;

/**
 * Return `data`, whole blocks, decrypted in cipher block chaining mode.
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} start 32 bytes
 * @param {Uint8Array} data
 */
export function decryptCbc(key, start, data) {
  const keys = roundKeys(key);
  const plain = new Uint8Array(data.length);
  let previous = start;
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    const block = data.slice(at, at + BLOCK_BYTES);
    plain.set(xor(decryptBlock(block, keys), previous), at);
    previous = block;
  }
  return plain;
}

/**
 * @param {Uint8Array} block
 * @param {Uint8Array[]} keys
 */
function decryptBlock(block, keys) {
  let state = unroll(add(block, keys[ROUNDS], -1n));
  for (let round = ROUNDS - 1; round > 0; round--) state = unroll(xor(state, keys[round]));
  return add(state, keys[0], -1n);
}

/**
 * Return the fifteen round keys (clause 8 of the standard).
 * @param {Uint8Array} key
 */
function roundKeys(key) {
  const start = new Uint8Array(BLOCK_BYTES);
  start[0] = AUXILIARY_START;
  const auxiliary = roll(add(roll(xor(roll(add(start, key)), key)), key));
  /** @type {Uint8Array[]} */
  const keys = [];
  for (let i = 0; i <= ROUNDS / 2; i++) {
    const constant = Uint8Array.from({ length: BLOCK_BYTES }, (_, j) => (j % 2 ? 0 : 1 << i));
    const own = add(auxiliary, constant);
    const even = add(roll(xor(roll(add(rotated(key, 56 * i), own)), own)), own);
    keys.push(even);
    if (i < ROUNDS / 2) keys.push(rotated(even, ROUND_SHIFT_BYTES));
  }
  return keys;
}

/**
 * Return `octets` with every one moved up by `shift` places, around the end.
 * @param {Uint8Array} octets
 * @param {number} shift
 */
function rotated(octets, shift) {
  return octets.map((_, i) => octets[(i + BLOCK_BYTES * 64 - shift) % BLOCK_BYTES]);
}

/**
 * Return `left` plus (or minus, with sign -1) `right`, column by column modulo 2^64.
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
function add(left, right, sign = 1n) {
  const sum = new Uint8Array(BLOCK_BYTES);
  for (let at = 0; at < BLOCK_BYTES; at += 8) {
    const [a, b] = [left, right].map((octets) => toNumberLittle(octets.subarray(at, at + 8)));
    sum.set(fromNumberLittle(BigInt.asUintN(64, a + sign * b), 8), at);
  }
  return sum;
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
function xor(left, right) {
  return left.map((octet, i) => octet ^ right[i]);
}

/**
 * Substitute bytes, shift rows, mix columns.
 * @param {Uint8Array} state
 */
function roll(state) {
  const shifted = new Uint8Array(BLOCK_BYTES);
  state.forEach((octet, i) => (shifted[shiftedPlace(i)] = SUBSTITUTION[256 * (i % 4) + octet]));
  return mixed(shifted, MIX_ROW);
}

/**
 * Undo `roll`.
 * @param {Uint8Array} state
 */
function unroll(state) {
  const unmixed = mixed(state, UNMIX_ROW);
  return unmixed.map((_, i) => INVERSE_SUBSTITUTION[256 * (i % 4) + unmixed[shiftedPlace(i)]]);
}

/** @param {number} place */
function shiftedPlace(place) {
  const [column, row] = [place >> 3, place & 7];
  return 8 * ((column + (row >> 1)) % COLUMNS) + row;
}

/**
 * Multiply every column by the circulant matrix with that first row.
 * @param {Uint8Array} state
 * @param {number[]} firstRow
 */
function mixed(state, firstRow) {
  return state.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < 8; j++) sum ^= times(state[(i & ~7) | j], firstRow[(j - (i & 7) + 8) % 8]);
    return sum;
  });
}
