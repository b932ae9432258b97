/**
 * Kupyna, the hash function of DSTU 7564:2014, with digests of 256, 384 and 512 bits, and its MAC.
 *
 * The state is a row of columns, each as two words, the low one first. A round's substitution and mixing of
 * columns are folded into one table per row, again as low and high words.
 * @module
 */

import { concat } from "./bytes.js";
import { MIX_ROW, SUBSTITUTION, times } from "./sbox.js";

const LENGTH_BYTES = 12;
const [LOW, HIGH] = mixingTables();

/** A running hash. */
export class Kupyna {
  /** @param {number} bits 256, 384 or 512 */
  constructor(bits = 256) {
    this.digestBytes = bits / 8;
    this.columns = bits <= 256 ? 8 : 16;
    this.rounds = bits <= 256 ? 10 : 14;
    this.blockBytes = 8 * this.columns;
    this.state = new Uint32Array(2 * this.columns);
    this.state[0] = this.blockBytes;
    this.length = 0;
    this.block = new Uint32Array(2 * this.columns);
    this.pending = new Uint8Array(this.block.buffer);
    this.filled = 0;
  }

  /**
   * Feed `data`.
   * @param {Uint8Array} data
   * @returns {this}
   */
  update(data) {
    this.length += data.length;
    for (let at = 0; at < data.length;) {
      const piece = data.subarray(at, at + this.blockBytes - this.filled);
      this.pending.set(piece, this.filled);
      this.filled += piece.length;
      at += piece.length;
      if (this.filled === this.blockBytes) this.absorb();
    }
    return this;
  }

  /** Return the hash of all bytes so far; nothing may be fed afterwards. */
  digest() {
    this.update(padding(this.length, this.blockBytes));
    const last = permute(this.state.slice(), this.columns, this.rounds, addModulo2);
    for (let i = 0; i < last.length; i++) last[i] ^= this.state[i];
    return new Uint8Array(last.buffer).slice(this.blockBytes - this.digestBytes);
  }

  /** Treat the full block. */
  absorb() {
    const { state, block, columns, rounds } = this;
    const first = permute(
      state.map((word, i) => word ^ block[i]),
      columns,
      rounds,
      addModulo2,
    );
    const second = permute(block.slice(), columns, rounds, addModulo64);
    for (let i = 0; i < state.length; i++) state[i] ^= first[i] ^ second[i];
    this.filled = 0;
  }
}

/**
 * Return the hash of `data`.
 * @param {number} bits
 * @param {Uint8Array} data
 */
export function kupyna(bits, data) {
  return new Kupyna(bits).update(data).digest();
}

/**
 * Return the MAC of DSTU 7564, clause 9: the hash of the padded key, the padded message and the inverted key.
 * @param {Uint8Array} key 32, 48 or 64 bytes, as long as the MAC
 * @param {Uint8Array} message
 */
export function kmac(key, message) {
  const hash = new Kupyna(8 * key.length);
  hash.update(key).update(padding(key.length, hash.blockBytes));
  hash.update(message).update(padding(message.length, hash.blockBytes));
  return hash.update(key.map((octet) => ~octet)).digest();
}

/**
 * Return 32 bytes by PBKDF2 (RFC 8018) over the MAC, the password cut or padded with zeros to the key length,
 * as UAPKI does for the .ZS2 profile.
 * @param {Uint8Array} password
 * @param {Uint8Array} salt
 * @param {number} iterations
 */
export function pbkdf2(password, salt, iterations) {
  const key = new Uint8Array(32);
  key.set(password.subarray(0, 32));
  let link = kmac(key, concat(salt, [0, 0, 0, 1]));
  const total = link.slice();
  for (let i = 1; i < iterations; i++) {
    link = kmac(key, link);
    link.forEach((octet, j) => (total[j] ^= octet));
  }
  return total;
}

/**
 * Return what completes a message of `length` bytes to whole blocks.
 * @param {number} length
 * @param {number} blockBytes
 */
function padding(length, blockBytes) {
  const used = (length + 1 + LENGTH_BYTES) % blockBytes;
  const tail = new Uint8Array(1 + (used ? blockBytes - used : 0) + LENGTH_BYTES);
  tail[0] = 0x80;
  const view = new DataView(tail.buffer, tail.length - LENGTH_BYTES);
  view.setBigUint64(0, BigInt(length) * 8n, true);
  return tail;
}

/**
 * Apply one of the two permutations in place and return the state.
 * @param {Uint32Array} state
 * @param {number} columns
 * @param {number} rounds
 * @param {(state: Uint32Array, columns: number, round: number) => void} addConstants
 */
function permute(state, columns, rounds, addConstants) {
  const mask = columns - 1;
  const next = new Uint32Array(state.length);
  for (let round = 0; round < rounds; round++) {
    addConstants(state, columns, round);
    for (let column = 0; column < columns; column++) {
      let low = 0;
      let high = 0;
      for (let row = 0; row < 8; row++) {
        const shift = row === 7 && columns === 16 ? 11 : row;
        const word = state[2 * ((column - shift) & mask) + (row >> 2)];
        const index = (row << 8) | ((word >>> ((row & 3) << 3)) & 255);
        low ^= LOW[index];
        high ^= HIGH[index];
      }
      next[2 * column] = low;
      next[2 * column + 1] = high;
    }
    state.set(next);
  }
  return state;
}

/**
 * @param {Uint32Array} state
 * @param {number} columns
 * @param {number} round
 */
function addModulo2(state, columns, round) {
  for (let column = 0; column < columns; column++) state[2 * column] ^= (column << 4) ^ round;
}

/**
 * @param {Uint32Array} state
 * @param {number} columns
 * @param {number} round
 */
function addModulo64(state, columns, round) {
  for (let column = 0; column < columns; column++) {
    const low = state[2 * column] + 0xf0f0f0f3;
    const top = ((columns - column - 1) << 4) ^ round;
    state[2 * column] = low;
    state[2 * column + 1] += 0x00f0f0f0 + top * 2 ** 24 + (low > 0xffffffff ? 1 : 0);
  }
}

/**
 * Return for every row and byte the column that it adds, as low and high words.
 * @returns {[Uint32Array, Uint32Array]}
 */
function mixingTables() {
  const [low, high] = [new Uint32Array(2048), new Uint32Array(2048)];
  for (let row = 0; row < 8; row++) {
    const factors = MIX_ROW.map((_, i) => MIX_ROW[(row - i + 8) % 8]);
    for (let value = 0; value < 256; value++) {
      const substituted = SUBSTITUTION[(row % 4) * 256 + value];
      factors.forEach((factor, i) => {
        (i < 4 ? low : high)[256 * row + value] |= times(substituted, factor) << (8 * (i % 4));
      });
    }
  }
  return [low, high];
}
