/**
 * Every hash function under one roof, by name.
 * @module
 */

import { KepError } from "./errors.js";
import { gost34311 } from "./gost34311.js";
import { kupyna } from "./kupyna.js";

/** @type {Record<string, string>} */
const OF_THE_BROWSER = { sha1: "SHA-1", sha256: "SHA-256" };

/**
 * Return the hash of `data` by "gost34311", "kupyna256", "kupyna384", "kupyna512", "sha256" or "sha1" (which
 * only identifies keys and old containers).
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array>}
 */
export async function digest(name, data) {
  if (name === "gost34311") return gost34311(data);
  if (/^kupyna(256|384|512)$/.test(name)) return kupyna(Number(name.slice(6)), data);
  if (name in OF_THE_BROWSER) return new Uint8Array(await crypto.subtle.digest(OF_THE_BROWSER[name], data));
  throw new KepError("UNSUPPORTED", `the hash function ${name} is not supported`);
}
