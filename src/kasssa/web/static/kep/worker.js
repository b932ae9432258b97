/**
 * The Worker that holds the keys. It answers three questions and never sends a key or a password back.
 * @module
 */

import { KepError } from "./errors.js";
import { digest } from "./hash.js";
import { Session } from "./session.js";

/**
 * @typedef {{id: number, act: "open", container: Uint8Array | Blob, password: string,
 *     certificates: (Uint8Array | Blob)[]} |
 *   {id: number, act: "sign", content: Uint8Array, index: number, hash: string | undefined} |
 *   {id: number, act: "digest", name: string, data: Uint8Array}} Question
 */

/** @type {Session | null} */
let session = null;

addEventListener("message", async (event) => {
  const question = /** @type {MessageEvent<Question>} */ (event).data;
  try {
    postMessage({ id: question.id, answer: await answerTo(question) });
  } catch (error) {
    const { code, message } =
      error instanceof KepError ? error : { code: "INTERNAL", message: String(error) };
    postMessage({ id: question.id, error: { code, message } });
  }
});

/** @param {Question} question */
async function answerTo(question) {
  if (question.act === "digest") return digest(question.name, question.data);
  if (question.act === "open") {
    session = null;
    const certificates = await Promise.all(question.certificates.map(octetsOf));
    session = await Session.open(await octetsOf(question.container), question.password, certificates);
    return session.keys;
  }
  if (!session) throw new KepError("NOT_OPEN", "no container is open");
  return session.sign(question.content, question.index, { at: new Date(), hash: question.hash });
}

/** @param {Uint8Array | Blob} file */
async function octetsOf(file) {
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file;
}
