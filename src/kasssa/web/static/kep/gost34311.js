/**
 * GOST 34.311-95, the hash function of DSTU 4145 signatures, with a start vector of zeros.
 *
 * It is GOST R 34.11-94 with the Ukrainian substitution. An empty message counts as one block of zeros, as in
 * all implementations that Ukrainian authorities use. The length is counted in 64 bits, so a message of more
 * than 256 MB is hashed correctly too.
 * @module
 */

import { concat, equal } from "./bytes.js";
import { DKE_1, encryptFour, tables } from "./gost28147.js";

export const DIGEST_BYTES = 32;
const WORDS = 8;
const C3 = Uint32Array.of(
  0xff00ff00,
  0xff00ff00,
  0x00ff00ff,
  0x00ff00ff,
  0x00ffff00,
  0xff0000ff,
  0x000000ff,
  0xff00ffff,
);
const TABLES_1 = tables(DKE_1);

/** A running hash. */
export class Gost34311 {
  /** @param {Uint8Array} [dke] the packed substitution, 64 bytes */
  constructor(dke = DKE_1) {
    this.step = steps(equal(dke, DKE_1) ? TABLES_1 : tables(dke));
    this.state = new Uint32Array(WORDS);
    this.sum = new Uint32Array(WORDS);
    this.length = 0;
    this.block = new Uint32Array(WORDS);
    this.pending = new Uint8Array(this.block.buffer);
    this.filled = 0;
  }

  /**
   * Feed `data`. The last block waits: whole or not, it is treated in `digest`.
   * @param {Uint8Array} data
   * @returns {this}
   */
  update(data) {
    this.length += data.length;
    for (let at = 0; at < data.length;) {
      if (this.filled === DIGEST_BYTES) this.absorb();
      const piece = data.subarray(at, at + DIGEST_BYTES - this.filled);
      this.pending.set(piece, this.filled);
      this.filled += piece.length;
      at += piece.length;
    }
    return this;
  }

  /** Return the hash of all bytes so far; nothing may be fed afterwards. */
  digest() {
    this.pending.fill(0, this.filled);
    this.absorb();
    this.block.fill(0);
    this.block[0] = (this.length * 8) % 2 ** 32;
    this.block[1] = Math.floor(this.length / 2 ** 29);
    this.step(this.state, this.block);
    this.step(this.state, this.sum);
    return new Uint8Array(this.state.slice().buffer);
  }

  /** Treat the waiting block. */
  absorb() {
    this.step(this.state, this.block);
    addInto(this.sum, this.block);
    this.filled = 0;
  }
}

/**
 * Return the hash of `data`.
 * @param {Uint8Array} data
 * @param {Uint8Array} [dke]
 */
export function gost34311(data, dke = DKE_1) {
  return new Gost34311(dke).update(data).digest();
}

/**
 * Return 32 bytes by PBKDF2 (RFC 8018) over HMAC-GOST 34.311.
 *
 * The states after the two key blocks are computed once: six steps are left of eight per iteration.
 * @param {Uint8Array} password
 * @param {Uint8Array} salt
 * @param {number} iterations
 */
export function pbkdf2(password, salt, iterations) {
  const secret = new Uint8Array(DIGEST_BYTES);
  secret.set(password.length <= DIGEST_BYTES ? password : gost34311(password));
  const [inner, outer] = [0x36, 0x5c].map((pad) => secret.map((octet) => octet ^ pad));
  const first = gost34311(concat(outer, gost34311(concat(inner, salt, [0, 0, 0, 1]))));
  const step = steps(TABLES_1);
  const link = new Uint32Array(first.buffer);
  const total = link.slice();
  const length = Uint32Array.of(2 * DIGEST_BYTES * 8, 0, 0, 0, 0, 0, 0, 0);
  const halves = [inner, outer].map((pad) => {
    const block = new Uint32Array(pad.slice().buffer);
    const state = new Uint32Array(WORDS);
    step(state, block);
    return { block, state };
  });
  const [state, sum] = [new Uint32Array(WORDS), new Uint32Array(WORDS)];
  for (let i = 1; i < iterations; i++) {
    for (const half of halves) {
      state.set(half.state);
      sum.set(half.block);
      addInto(sum, link);
      step(state, link);
      step(state, length);
      step(state, sum);
      link.set(state);
    }
    for (let j = 0; j < WORDS; j++) total[j] ^= link[j];
  }
  return new Uint8Array(total.buffer);
}

/**
 * Add `block` to `sum` modulo 2^256.
 * @param {Uint32Array} sum
 * @param {Uint32Array} block
 */
function addInto(sum, block) {
  let carry = 0;
  for (let i = 0; i < WORDS; i++) {
    const total = sum[i] + block[i] + carry;
    sum[i] = total;
    carry = total > 0xffffffff ? 1 : 0;
  }
}

/**
 * Return the step function for one substitution: four encryptions of the state, then a linear mixing of the
 * result with the block and the state. It works in place and reuses its scratch memory.
 * @param {Uint32Array} table
 * @returns {(state: Uint32Array, block: Uint32Array) => void}
 */
function steps(table) {
  const [u, v, keys] = [WORDS, WORDS, 4 * WORDS].map((size) => new Uint32Array(size));
  // The mixing is a feedback shift register of 16-bit words; it unrolls into 74 words after the first 16.
  const register = new Uint16Array(90);
  const registerWords = new Uint32Array(register.buffer);
  const halfwords = new Uint16Array(16);
  const stateOfHalfwords = new Uint32Array(halfwords.buffer);
  return (state, block) => {
    for (let i = 0; i < WORDS; i++) {
      u[i] = state[i];
      v[i] = block[i];
    }
    for (let round = 0; round < 4; round++) {
      if (round) {
        shiftBack(u);
        if (round === 2) for (let i = 0; i < WORDS; i++) u[i] ^= C3[i];
        shiftBack(v);
        shiftBack(v);
      }
      transpose(u, v, keys, WORDS * round);
    }
    encryptFour(table, keys, state, registerWords);
    extend(register, 16, 28);
    for (let i = 0; i < WORDS; i++) registerWords[6 + i] ^= block[i];
    extend(register, 28, 29);
    for (let i = 0; i < WORDS; i++) stateOfHalfwords[i] = state[i];
    for (let i = 0; i < 16; i++) register[13 + i] ^= halfwords[i];
    extend(register, 29, 90);
    for (let i = 0; i < WORDS; i++) state[i] = registerWords[37 + i];
  };
}

/**
 * Apply the transformation A of the standard to four 64-bit words: y1, y2, y3, y4 become y2, y3, y4, y1 ^ y2.
 * @param {Uint32Array} y
 */
function shiftBack(y) {
  const low = y[0] ^ y[2];
  const high = y[1] ^ y[3];
  for (let i = 0; i < 6; i++) y[i] = y[i + 2];
  y[6] = low;
  y[7] = high;
}

/**
 * Apply the transformation P to u ^ v: byte j of word i comes from byte 8 * j + i of the source.
 * @param {Uint32Array} u
 * @param {Uint32Array} v
 * @param {Uint32Array} keys
 * @param {number} at where the eight words go
 */
function transpose(u, v, keys, at) {
  for (let i = 0; i < WORDS; i++) {
    const column = i >> 2;
    const shift = (i & 3) << 3;
    keys[at + i] =
      (((u[column] ^ v[column]) >>> shift) & 255) |
      ((((u[2 + column] ^ v[2 + column]) >>> shift) & 255) << 8) |
      ((((u[4 + column] ^ v[4 + column]) >>> shift) & 255) << 16) |
      (((u[6 + column] ^ v[6 + column]) >>> shift) << 24);
  }
}

/**
 * Run the feedback shift register from one position to another.
 * @param {Uint16Array} register
 * @param {number} from
 * @param {number} to
 */
function extend(register, from, to) {
  for (let i = from; i < to; i++) {
    register[i] =
      register[i - 16] ^
      register[i - 15] ^
      register[i - 14] ^
      register[i - 13] ^
      register[i - 4] ^
      register[i - 1];
  }
}
