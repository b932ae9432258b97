/**
 * What these modules refuse. Codes are permanent: pages choose their words by them.
 * @module
 */

/**
 * @typedef {"WRONG_PASSWORD" | "BAD_CONTAINER" | "UNSUPPORTED" | "BAD_KEY" | "BAD_CERTIFICATE" |
 *   "NO_CERTIFICATE" | "CERTIFICATE_MISMATCH" | "NOT_FOR_SIGNING" | "EXPIRED" | "NOT_YET_VALID" |
 *   "NOT_FETCHED" | "DIFFERENT_BYTES" | "NO_SUCH_KEY" | "NOT_OPEN" | "BAD_ENCODING" | "INTERNAL"} Code
 */

/** The only error that leaves these modules. */
export class KepError extends Error {
  /**
   * @param {Code} code
   * @param {string} message what was wrong, in English, for a log and not for the user
   */
  constructor(code, message) {
    super(message);
    this.name = "KepError";
    /** @type {Code} */
    this.code = code;
  }
}

/**
 * Say whether `error` is a refusal with one of the codes.
 * @param {unknown} error
 * @param {...Code} codes
 * @returns {error is KepError}
 */
export function isRefusal(error, ...codes) {
  return error instanceof KepError && codes.includes(error.code);
}
