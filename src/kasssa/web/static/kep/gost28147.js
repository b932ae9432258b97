/**
 * GOST 28147-89 (DSTU GOST 28147:2009): the block cipher, decryption in its ECB and CFB modes, its MAC.
 *
 * The eight 4-bit substitution rows, with the rotation behind them, are folded into four tables of bytes; the
 * four stand in one typed array of 1024 words.
 * @module
 */

import { fromHex } from "./bytes.js";

/** Packed long-term key element No. 1, the substitution of all present Ukrainian certificates. */
export const DKE_1 = fromHex(
  "a9d6eb45f13c708280c4967b231f5eadf658eba4c037291d38d96bf025ca4e17" +
    "f8e9720dc615b43a28975f0bc1dea36438b564ea2c179fd0123e6db8fac57904",
);

/** The substitution of the examples of GOST R 34.11-94, found in some certificates of 2011 and 2012. */
export const DKE_TEST = fromHex(
  "4a92d80e6b1c7f53eb4c6dfa23810759581da342efc7609b7da1089fe46cb253" +
    "6c715fd84a9e03b24ba0721d36859cfedb413f590ae7682c1fd057a4923e6b8c",
);

export const BLOCK_BYTES = 8;

/**
 * Return the four substitution tables of a packed long-term key element, one after another.
 * @param {Uint8Array} dke 64 bytes; row 0 drives the lowest nibble
 */
export function tables(dke) {
  const rows = Array.from({ length: 8 }, (_, row) =>
    Array.from(dke.subarray(8 * row, 8 * row + 8)).flatMap((octet) => [octet >> 4, octet & 15]),
  );
  const table = new Uint32Array(1024);
  for (let i = 0; i < 4; i++) {
    for (let value = 0; value < 256; value++) {
      const word = (rows[2 * i][value & 15] | (rows[2 * i + 1][value >> 4] << 4)) << (8 * i);
      table[256 * i + value] = (word << 11) | (word >>> 21);
    }
  }
  return table;
}

/**
 * Encrypt one block, given as two words, into `out[at]` and `out[at + 1]`.
 * @param {Uint32Array} table
 * @param {Uint32Array} key eight words
 * @param {number} n1
 * @param {number} n2
 * @param {Uint32Array} out
 * @param {number} at
 */
export function encryptBlock(table, key, n1, n2, out, at) {
  for (let pass = 0; pass < 3; pass++) {
    for (let i = 0; i < 8; i += 2) {
      n2 ^= round(table, n1 + key[i]);
      n1 ^= round(table, n2 + key[i + 1]);
    }
  }
  for (let i = 7; i > 0; i -= 2) {
    n2 ^= round(table, n1 + key[i]);
    n1 ^= round(table, n2 + key[i - 1]);
  }
  out[at] = n2;
  out[at + 1] = n1;
}

/**
 * Encrypt four blocks, each under its own key, in step with one another: the processor then works on four
 * independent chains at once. Only the hash function needs this.
 * @param {Uint32Array} table
 * @param {Uint32Array} keys four keys of eight words, one after another
 * @param {Uint32Array} blocks eight words
 * @param {Uint32Array} out eight words
 */
export function encryptFour(table, keys, blocks, out) {
  let [a1, a2, b1, b2] = [blocks[0], blocks[1], blocks[2], blocks[3]];
  let [c1, c2, d1, d2] = [blocks[4], blocks[5], blocks[6], blocks[7]];
  for (let i = 0; i < 32; i += 2) {
    const even = i < 24 ? i & 7 : 31 - i;
    const odd = i < 24 ? even + 1 : even - 1;
    a2 ^= round(table, a1 + keys[even]);
    b2 ^= round(table, b1 + keys[8 + even]);
    c2 ^= round(table, c1 + keys[16 + even]);
    d2 ^= round(table, d1 + keys[24 + even]);
    a1 ^= round(table, a2 + keys[odd]);
    b1 ^= round(table, b2 + keys[8 + odd]);
    c1 ^= round(table, c2 + keys[16 + odd]);
    d1 ^= round(table, d2 + keys[24 + odd]);
  }
  out[0] = a2;
  out[1] = a1;
  out[2] = b2;
  out[3] = b1;
  out[4] = c2;
  out[5] = c1;
  out[6] = d2;
  out[7] = d1;
}

/**
 * @param {Uint32Array} table
 * @param {number} sum
 */
function round(table, sum) {
  return (
    table[sum & 255] ^
    table[256 + ((sum >>> 8) & 255)] ^
    table[512 + ((sum >>> 16) & 255)] ^
    table[768 + (sum >>> 24)]
  );
}

/**
 * Return whole blocks decrypted in simple substitution mode.
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} data
 */
export function decryptEcb(key, data, dke = DKE_1) {
  const [table, k] = [tables(dke), words(key)];
  const blocks = words(data);
  for (let at = 0; at < blocks.length; at += 2) {
    let [n1, n2] = [blocks[at], blocks[at + 1]];
    for (let i = 0; i < 32; i += 2) {
      n2 ^= round(table, n1 + k[i < 8 ? i : 7 - (i & 7)]);
      n1 ^= round(table, n2 + k[i < 8 ? i + 1 : 6 - (i & 7)]);
    }
    blocks[at] = n2;
    blocks[at + 1] = n1;
  }
  return new Uint8Array(blocks.buffer);
}

/**
 * Return `data` decrypted in cipher feedback mode.
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} start 8 bytes
 * @param {Uint8Array} data
 */
export function decryptCfb(key, start, data, dke = DKE_1) {
  const [table, k, gamma] = [tables(dke), words(key), new Uint32Array(2)];
  const plain = new Uint8Array(data.length);
  const gammaOctets = new Uint8Array(gamma.buffer);
  let feedback = words(start);
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    encryptBlock(table, k, feedback[0], feedback[1], gamma, 0);
    const block = data.slice(at, at + BLOCK_BYTES);
    block.forEach((octet, i) => (plain[at + i] = octet ^ gammaOctets[i]));
    if (block.length === BLOCK_BYTES) feedback = words(block);
  }
  return plain;
}

/**
 * Return the 4-byte MAC (imitovstavka) of `data`, which is padded with zeros to whole blocks.
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} data
 */
export function mac(key, data, dke = DKE_1) {
  const [table, k] = [tables(dke), words(key)];
  const padded = new Uint8Array(Math.ceil(data.length / BLOCK_BYTES) * BLOCK_BYTES);
  padded.set(data);
  const blocks = words(padded);
  const state = new Uint32Array(2);
  for (let at = 0; at < blocks.length; at += 2) {
    let [n1, n2] = [state[0] ^ blocks[at], state[1] ^ blocks[at + 1]];
    for (let i = 0; i < 16; i += 2) {
      n2 ^= round(table, n1 + k[i & 7]);
      n1 ^= round(table, n2 + k[(i + 1) & 7]);
    }
    state.set([n1, n2]);
  }
  return new Uint8Array(state.buffer).slice(0, 4);
}

/**
 * Return octets as words, the lowest octet first. Typed arrays have the byte order of the machine, which is
 * this one on everything that runs a browser today.
 * @param {Uint8Array} octets a whole number of words
 */
export function words(octets) {
  return new Uint32Array(octets.slice().buffer);
}
