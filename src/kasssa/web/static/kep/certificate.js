/**
 * X.509 certificates (RFC 5280) as far as a signer needs them: whose, for which key, for what, until when.
 *
 * Nothing here judges whether a certificate is genuine: that is the server's work, at the moment of signing
 * and later.
 * @module
 */

import { fromBase64, toHex } from "./bytes.js";
import { BOOLEAN, OCTET_STRING, parse } from "./der.js";
import { KepError, isRefusal } from "./errors.js";
import { DRFO_CODE, EDRPOU_CODE, E_SEAL_USAGE, SIGNED_DATA, UNZR_CODE } from "./oids.js";

/** @typedef {import("./der.js").Node} Node */

/**
 * @typedef {object} Holder what the certificate says of its holder; empty text where it says nothing
 * @property {string} name
 * @property {string} organisation
 * @property {string} title
 * @property {string} edrpou
 * @property {string} rnokpp
 * @property {string} unzr
 */

const [SERIAL_NUMBER, COMMON_NAME, SURNAME, GIVEN_NAME] = ["2.5.4.5", "2.5.4.3", "2.5.4.4", "2.5.4.42"];
const [ORGANISATION, TITLE, ORGANISATION_IDENTIFIER] = ["2.5.4.10", "2.5.4.12", "2.5.4.97"];
const [DIRECTORY_ATTRIBUTES, KEY_USAGE, EXTENDED_USAGE] = ["2.5.29.9", "2.5.29.15", "2.5.29.37"];
const QC_STATEMENTS = "1.3.6.1.5.5.7.1.3";
const [QC_DEVICE, QC_TYPE, QC_TYPE_SEAL] = ["0.4.0.1862.1.4", "0.4.0.1862.1.6", "0.4.0.1862.1.6.2"];
const [TIME_STAMPING, OCSP] = ["1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"];
const NON_REPUDIATION = 1;

/** A certificate that has been read. */
export class Certificate {
  /** @param {Uint8Array} der */
  constructor(der) {
    try {
      this.der = der.slice();
      const tbs = parse(this.der).fields().take();
      const fields = tbs.fields();
      fields.maybe(0xa0);
      /** Content octets of the serial number, as they stand in the certificate. */
      this.serial = fields.take(2).body;
      fields.take();
      this.issuer = fields.take().raw;
      const validity = fields.take().fields();
      this.notBefore = validity.take().time();
      this.notAfter = validity.take().time();
      this.subject = readName(fields.take());
      this.publicKey = fields.take();
      this.extensions = readExtensions(fields.rest().find((field) => field.tag === 0xa3));
      this.holder = this.readHolder();
      this.maySign = this.readMaySign();
      this.isSeal = this.readIsSeal();
    } catch (error) {
      if (isRefusal(error, "BAD_ENCODING")) throw new KepError("BAD_CERTIFICATE", error.message);
      throw error;
    }
  }

  /** The serial number in hexadecimal, in capitals. */
  get serialHex() {
    return toHex(this.serial[0] === 0 ? this.serial.subarray(1) : this.serial).toUpperCase();
  }

  /** Whether the key lives in a qualified device (QcSSCD): КЕП, and not УЕП with a key in a file. */
  get isInDevice() {
    return this.qcStatements().has(QC_DEVICE);
  }

  /**
   * Return the parsed value of an extension, or null.
   * @param {string} oid
   */
  extension(oid) {
    const value = this.extensions.get(oid);
    return value ? parse(value) : null;
  }

  /** Return the statements of qualified certificates (ETSI EN 319 412-5) with what they carry. */
  qcStatements() {
    const statements = this.extension(QC_STATEMENTS)?.children ?? [];
    return new Map(statements.map((one) => /** @type {const} */ ([one.children[0].oid(), one.children[1]])));
  }

  /** Say whether key usage lets the key sign documents: never a key-agreement or a time-stamping one. */
  readMaySign() {
    const purposes = this.purposes();
    if (purposes.includes(TIME_STAMPING) || purposes.includes(OCSP)) return false;
    const usage = this.extension(KEY_USAGE)?.flags();
    return !usage || usage.has(NON_REPUDIATION);
  }

  /** Say whether it is for seals of an organisation and not for signatures of a person. */
  readIsSeal() {
    const kinds = this.qcStatements().get(QC_TYPE)?.children ?? [];
    return this.purposes().includes(E_SEAL_USAGE) || kinds.some((kind) => kind.oid() === QC_TYPE_SEAL);
  }

  /** Return the purposes of extended key usage. */
  purposes() {
    return (this.extension(EXTENDED_USAGE)?.children ?? []).map((purpose) => purpose.oid());
  }

  /**
   * Return who the holder is.
   * @returns {Holder}
   */
  readHolder() {
    /** @param {string} oid */
    const said = (oid) => this.subject.get(oid) ?? "";
    const codes = this.directoryCodes();
    const personal = [said(SURNAME), said(GIVEN_NAME)].filter(Boolean).join(" ");
    const stated = codes.get(EDRPOU_CODE) ?? after("NTRUA-", said(ORGANISATION_IDENTIFIER));
    // A sole proprietor has no ЄДРПОУ: authorities put the РНОКПП of ten digits in its place.
    const isPersonal = /^\d{10}$/.test(stated);
    const rnokpp = codes.get(DRFO_CODE) ?? after("TINUA-", said(SERIAL_NUMBER));
    return {
      name: said(COMMON_NAME) || personal,
      organisation: said(ORGANISATION),
      title: said(TITLE),
      edrpou: isPersonal ? "" : stated,
      rnokpp: rnokpp || (isPersonal ? stated : ""),
      unzr: codes.get(UNZR_CODE) ?? after("PNOUA-", said(SERIAL_NUMBER)),
    };
  }

  /** Return the codes of the subject directory attributes; blanks and dashes state nothing. */
  directoryCodes() {
    /** @type {Map<string, string>} */
    const codes = new Map();
    for (const attribute of this.extension(DIRECTORY_ATTRIBUTES)?.children ?? []) {
      const [kind, values] = attribute.children;
      const text = values?.children[0]?.text().trim() ?? "";
      if (/[^ -]/.test(text)) codes.set(kind.oid(), text);
    }
    return codes;
  }
}

/**
 * Return what follows the prefix, or nothing.
 * @param {string} prefix
 * @param {string} text
 */
function after(prefix, text) {
  return text.startsWith(prefix) ? text.slice(prefix.length) : "";
}

/**
 * Return the first value of every attribute of a distinguished name.
 * @param {Node} name
 */
function readName(name) {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const attribute of name.children.flatMap((set) => set.children)) {
    const [kind, value] = attribute.children;
    if (kind && value && !values.has(kind.oid())) values.set(kind.oid(), value.text());
  }
  return values;
}

/** @param {Node | undefined} node */
function readExtensions(node) {
  /** @type {Map<string, Uint8Array>} */
  const extensions = new Map();
  for (const extension of node?.only().children ?? []) {
    const fields = extension.fields();
    const oid = fields.take().oid();
    fields.maybe(BOOLEAN);
    if (extensions.has(oid)) throw new KepError("BAD_CERTIFICATE", "an extension is repeated");
    extensions.set(oid, fields.take(OCTET_STRING).body);
  }
  return extensions;
}

/**
 * Return the certificates of a file that the user gave: one in DER, some in PEM, or those of a .p7b.
 * @param {Uint8Array} file
 * @returns {Certificate[]}
 */
export function readCertificates(file) {
  const text = new TextDecoder("latin1").decode(file);
  const armoured = [...text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([^-]+)-----END/g)];
  if (armoured.length) return armoured.flatMap((block) => readCertificates(fromArmour(block[1])));
  try {
    const [kind, content] = parse(file, { ber: true }).children;
    if (kind?.tag !== 6 || kind.oid() !== SIGNED_DATA) return [new Certificate(file)];
    const certificates = content.only().children.find((field) => field.tag === 0xa0);
    return (certificates?.children ?? []).map((certificate) => new Certificate(certificate.raw));
  } catch (error) {
    if (isRefusal(error, "BAD_ENCODING")) throw new KepError("BAD_CERTIFICATE", error.message);
    throw error;
  }
}

/** @param {string} text */
function fromArmour(text) {
  try {
    return fromBase64(text);
  } catch {
    throw new KepError("BAD_CERTIFICATE", "the text of the certificate is not base64");
  }
}
