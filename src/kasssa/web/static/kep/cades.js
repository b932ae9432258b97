/**
 * Creation of CAdES-BES signatures (ETSI EN 319 122-1).
 * @module
 */

import * as der from "./der.js";
import { KepError } from "./errors.js";
import { digest } from "./hash.js";
import * as oids from "./oids.js";

/** @typedef {import("./certificate.js").Certificate} Certificate */

/**
 * Return a detached CMS file, in DER, with one signature of `content` and the signer's certificate.
 *
 * Refuses with NO_CERTIFICATE, NOT_FOR_SIGNING or UNSUPPORTED (the key does not sign with that hash).
 * @param {Uint8Array} content
 * @param {import("./containers.js").KeyEntry} entry
 * @param {{at: Date, hash?: string}} options the claimed signing time; a hash, if not the usual one
 */
export async function sign(content, { secret, certificate }, { at, hash = secret.hashes[0] }) {
  if (!secret.forSigning) throw new KepError("NOT_FOR_SIGNING", "the key is for encryption, not for signing");
  if (!certificate) throw new KepError("NO_CERTIFICATE", "there is no certificate of this key");
  if (!certificate.maySign)
    throw new KepError("NOT_FOR_SIGNING", "the certificate is not for signing documents");
  if (!secret.hashes.includes(hash)) throw new KepError("UNSUPPORTED", `the key does not sign with ${hash}`);
  const hashAlgorithm = der.sequence(der.oid(oids.HASHES[hash]));
  const attributes = await signedAttributes(content, certificate, hash, at);
  const signature = await secret.sign(hash, der.setOf(attributes));
  const signerInfo = der.sequence(
    der.integer(1n),
    der.sequence(certificate.issuer, serial(certificate)),
    hashAlgorithm,
    der.setOf(attributes, 0xa0),
    der.sequence(der.oid(secret.signatureOid(hash))),
    der.octetString(signature),
  );
  const signedData = der.sequence(
    der.integer(1n),
    der.setOf([hashAlgorithm]),
    der.sequence(der.oid(oids.DATA)),
    der.context(0, certificate.der),
    der.setOf([signerInfo]),
  );
  return der.sequence(der.oid(oids.SIGNED_DATA), der.context(0, signedData));
}

/**
 * Return content type, time, digest and the reference to the certificate (RFC 5035), encoded.
 * @param {Uint8Array} content
 * @param {Certificate} certificate
 * @param {string} hash
 * @param {Date} at
 */
async function signedAttributes(content, certificate, hash, at) {
  const identifier = der.sequence(
    // SHA-256 is the default of the field, which DER therefore leaves out.
    ...(hash === "sha256" ? [] : [der.sequence(der.oid(oids.HASHES[hash]))]),
    der.octetString(await digest(hash, certificate.der)),
    der.sequence(der.sequence(der.encode(0xa4, certificate.issuer)), serial(certificate)),
  );
  return [
    attribute(oids.CONTENT_TYPE, der.oid(oids.DATA)),
    attribute(oids.SIGNING_TIME, der.time(at)),
    attribute(oids.MESSAGE_DIGEST, der.octetString(await digest(hash, content))),
    attribute(oids.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(identifier))),
  ];
}

/** @param {Certificate} certificate */
function serial(certificate) {
  return der.encode(der.INTEGER, certificate.serial);
}

/**
 * @param {string} kind
 * @param {Uint8Array} value
 */
function attribute(kind, value) {
  return der.sequence(der.oid(kind), der.setOf([value]));
}
