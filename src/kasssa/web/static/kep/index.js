/**
 * Signing in the browser with a Ukrainian key file. The file is opened in a Worker, and its keys stay there.
 *
 * Every function refuses with a `KepError`, whose `code` is permanent (see errors.js).
 * @module
 */

import { KepError } from "./errors.js";

export { KepError };

/** @typedef {import("./session.js").KeyDescription} KeyDescription */
/** @typedef {{resolve: (answer: any) => void, reject: (error: KepError) => void}} Waiting */

/** @type {Worker | null} */
let worker = null;
/** @type {Map<number, Waiting>} */
const waiting = new Map();
let asked = 0;

/**
 * Open a container in place of the one that was open, and return its keys.
 * @param {Uint8Array | Blob} container a Blob (a File) is read in the Worker only
 * @param {string} password
 * @param {{certificates?: (Uint8Array | Blob)[]}} [options] files with certificates that the container lacks
 * @returns {Promise<KeyDescription[]>}
 */
export function open(container, password, { certificates = [] } = {}) {
  return ask({ act: "open", container, password, certificates });
}

/**
 * Return a detached CAdES-BES signature (.p7s) of `content` by a key of the open container, made now.
 * @param {Uint8Array} content
 * @param {number} index
 * @param {{hash?: string}} [options] one of the hashes of the key; otherwise the usual one
 * @returns {Promise<Uint8Array>}
 */
export function sign(content, index, { hash } = {}) {
  return ask({ act: "sign", content, index, hash });
}

/**
 * Return the hash of `data` by "gost34311", "kupyna256", "kupyna384", "kupyna512" or "sha256".
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array>}
 */
export function digest(name, data) {
  return ask({ act: "digest", name, data });
}

/** Forget the keys: end the Worker. Whatever still waits is refused with NOT_OPEN. */
export function close() {
  worker?.terminate();
  worker = null;
  refuseAll(new KepError("NOT_OPEN", "the container has been closed"));
}

/** @param {KepError} error */
function refuseAll(error) {
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

/**
 * @param {object} question
 * @returns {Promise<any>}
 */
function ask(question) {
  const id = ++asked;
  worker ??= started();
  worker.postMessage({ id, ...question });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function started() {
  const fresh = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  fresh.addEventListener("message", ({ data: { id, answer, error } }) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error) one?.reject(new KepError(error.code, error.message));
    else one?.resolve(answer);
  });
  fresh.addEventListener("error", (event) => {
    refuseAll(new KepError("INTERNAL", event.message ?? "the Worker did not start"));
    if (worker === fresh) worker = null;
  });
  return fresh;
}
