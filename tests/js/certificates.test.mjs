/** Certificates read the same here and in Python: holder, number, end, purpose. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { toHex } from "../../src/kasssa/web/static/kep/bytes.js";
import { readCertificates } from "../../src/kasssa/web/static/kep/certificate.js";
import { python, vector, vectorsOf, withBoth } from "./surroundings.mjs";

test("every shared certificate says the same to Python", withBoth, () => {
  const entries = vectorsOf("manifest.json").filter(({ kind }) => kind === "certs");
  const files = entries.map(({ file }) => vector(file.replace("dev/", "")));
  const expected = python({ act: "describe", certificates: files.map(toHex) });
  assert.equal(expected.length, 56);
  files.forEach((file, i) => {
    const [certificate] = readCertificates(file);
    const { holder, serialHex, notAfter, maySign, isSeal, isInDevice } = certificate;
    assert.deepEqual(
      {
        holder,
        serial: serialHex,
        until: notAfter.toISOString(),
        signs: maySign,
        seal: isSeal,
        device: isInDevice,
      },
      expected[i],
      entries[i].file,
    );
  });
});
