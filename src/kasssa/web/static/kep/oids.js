/**
 * Object identifiers. Sources: order No. 1236/5/453 of 20.08.2012 for the branch 1.2.804 (Ukraine);
 * RFC 5280, 5652, 5035, 5758, 7292, 8018 and ETSI EN 319 412-5 for the rest.
 * @module
 */

const UA = "1.2.804.2.1.1.1";

export const GOST_28147_CFB = `${UA}.1.1.1.3`;
export const KALYNA_256_CBC = `${UA}.1.1.3.5.2`;
export const HMAC_GOST_34311 = `${UA}.1.1.2`;
export const KUPYNA_KMAC = `${UA}.1.2.2.4`;
export const DSTU_4145_LE = `${UA}.1.3.1.1`;
export const DSTU_4145_BE = `${UA}.1.3.1.1.1.1`;
export const DSTU_4145_CURVES = `${UA}.1.3.1.1.2`;

export const PBES2 = "1.2.840.113549.1.5.13";
export const PBKDF2 = "1.2.840.113549.1.5.12";

export const DATA = "1.2.840.113549.1.7.1";
export const SIGNED_DATA = "1.2.840.113549.1.7.2";
export const ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
export const CONTENT_TYPE = "1.2.840.113549.1.9.3";
export const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
export const SIGNING_TIME = "1.2.840.113549.1.9.5";
export const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

export const RSA_KEY = "1.2.840.113549.1.1.1";
export const EC_KEY = "1.2.840.10045.2.1";

export const DRFO_CODE = `${UA}.11.1.4.1.1`;
export const EDRPOU_CODE = `${UA}.11.1.4.2.1`;
export const UNZR_CODE = `${UA}.11.1.4.11.1`;
export const E_SEAL_USAGE = `${UA}.3.9`;

/**
 * Hash functions by the names that the whole project uses.
 * @type {Record<string, string>}
 */
export const HASHES = {
  gost34311: `${UA}.1.2.1`,
  kupyna256: `${UA}.1.2.2.1`,
  kupyna384: `${UA}.1.2.2.2`,
  kupyna512: `${UA}.1.2.2.3`,
  sha256: "2.16.840.1.101.3.4.2.1",
};

/**
 * Signature algorithms of DSTU 4145 by hash; the identifier of the key does not tell the hash.
 * @type {Record<string, string>}
 */
export const DSTU_SIGNATURES = {
  gost34311: DSTU_4145_LE,
  kupyna256: `${UA}.1.3.6.1.1`,
  kupyna384: `${UA}.1.3.6.2.1`,
  kupyna512: `${UA}.1.3.6.3.1`,
};

export const ECDSA_SHA256 = "1.2.840.10045.4.3.2";
export const RSA_SHA256 = "1.2.840.113549.1.1.11";
