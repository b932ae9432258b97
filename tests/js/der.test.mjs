/** The reader refuses what DER forbids; the writer writes what the reader reads. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fromHex, toHex } from "../../src/kasssa/web/static/kep/bytes.js";
import * as der from "../../src/kasssa/web/static/kep/der.js";

test("malformed DER is refused", () => {
  const wrong = {
    "cut short": "3003020101".slice(0, 8),
    "bytes after the end": "02010100",
    "a length in a longer form than needed": "02810101",
    "an indefinite length": "30800000",
    "a high tag number": "1f810000",
    "a length of five octets": "04850000000001ff",
    nothing: "",
  };
  for (const [what, octets] of Object.entries(wrong)) {
    assert.throws(() => der.parse(fromHex(octets)), { code: "BAD_ENCODING" }, what);
  }
});

test("BER of indefinite length is read where it is allowed", () => {
  const node = der.parse(fromHex("2480040201020401030000"), { ber: true });
  assert.equal(toHex(node.octets()), "010203");
  assert.throws(() => der.parse(fromHex("24800402010204010300"), { ber: true }), { code: "BAD_ENCODING" });
});

test("elements nested without end are refused and do not exhaust the stack", () => {
  const deep = fromHex("3080".repeat(5000) + "0000".repeat(5000));
  assert.throws(() => der.parse(deep, { ber: true }), { code: "BAD_ENCODING" });
});

test("numbers are read in their shortest form only", () => {
  assert.equal(der.parse(fromHex("020200ff")).integer(), 255n);
  for (const octets of ["0200", "0202007f", "0201ff"]) {
    assert.throws(() => der.parse(fromHex(octets)).integer(), { code: "BAD_ENCODING" });
  }
});

test("identifiers go there and back", () => {
  for (const dotted of ["1.2.804.2.1.1.1.1.3.1.1", "2.5.4.97", "1.3.6.1.4.1.19398.1.1.1.2", "2.999.1"]) {
    assert.equal(der.parse(der.oid(dotted)).oid(), dotted);
  }
});

test("times have two digits of the year through 2049 and four after", () => {
  for (const [moment, tag] of [
    ["2026-11-25T12:00:00.000Z", 23],
    ["2050-01-01T00:00:00.000Z", 24],
  ]) {
    const node = der.parse(der.time(new Date(moment)));
    assert.deepEqual([node.tag, node.time().toISOString()], [tag, moment]);
  }
});

test("a set is sorted by its encoded elements", () => {
  const set = der.setOf([fromHex("0402ffff"), fromHex("0401ff"), fromHex("020105")]);
  assert.equal(toHex(set), "310a0201050401ff0402ffff");
});
