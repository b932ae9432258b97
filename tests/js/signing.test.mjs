/** Signatures made here verify in Python; containers and certificates made in Python serve here. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { fromHex, toHex } from "../../src/kasssa/web/static/kep/bytes.js";
import { sign } from "../../src/kasssa/web/static/kep/cades.js";
import { Certificate } from "../../src/kasssa/web/static/kep/certificate.js";
import { openContainer } from "../../src/kasssa/web/static/kep/containers.js";
import { Session } from "../../src/kasssa/web/static/kep/session.js";
import { now, python, vector, vectorsOf, withBoth } from "./surroundings.mjs";

const CONTENT = new TextEncoder().encode("Рахунок № 1 на 1200,00 грн");
const TITLES = {
  gost34311: "GOST-34.311",
  kupyna256: "Kupyna-256",
  kupyna384: "Kupyna-384",
  kupyna512: "Kupyna-512",
};
const NAME = "Коваль Олена Іванівна";

describe("signing", withBoth, () => {
  const folder = mkdtempSync(join(tmpdir(), "kep-"));
  /** @type {{name: string, bytes: Uint8Array, password: string, certificate: Uint8Array}[]} */
  const shared = [];
  let issued;

  before(async () => {
    const keys = [];
    for (const { kind, file, password } of vectorsOf("manifest.json")) {
      if (kind !== "containers") continue;
      const bytes = vector(file.replace("dev/", ""));
      const [{ secret }] = await openContainer(bytes, password ?? "");
      keys.push({ algorithm: secret.algorithm, bits: toHex(secret.publicBits) });
      shared.push({ name: file, bytes, password: password ?? "" });
    }
    issued = python({ act: "issue", now: now(), folder, keys });
    issued.certificates.forEach((certificate, i) => (shared[i].certificate = fromHex(certificate)));
  });
  after(() => rmSync(folder, { recursive: true }));

  function verdicts(signatures) {
    const asked = {
      act: "verify",
      now: now(),
      root: issued.root,
      content: toHex(CONTENT),
      signatures: signatures.map(toHex),
    };
    return python(asked);
  }

  test("every shared container signs, and Python finds the signature valid", async () => {
    const [signatures, algorithms] = [[], []];
    for (const { bytes, password, certificate } of shared) {
      const session = await Session.open(bytes, password, [certificate]);
      const [{ signs, hashes, algorithm, holder }] = session.keys;
      assert.ok(signs);
      assert.equal(holder.name, NAME);
      for (const hash of hashes) {
        signatures.push(await session.sign(CONTENT, 0, { at: new Date(), hash }));
        algorithms.push(`${algorithm.split(" ")[0]}/${TITLES[hash] ?? "SHA-256"}`);
      }
    }
    const found = verdicts(signatures);
    assert.equal(found.length, 7 * 4 + 4);
    assert.deepEqual(
      found.map(({ status, algorithm, name }) => [status, algorithm, name]),
      algorithms.map((algorithm) => ["valid", algorithm, NAME]),
    );
  });

  test("key files made by Python open and sign", async () => {
    const passwords = { dstu: "пароль-ґ", p256: "password", rsa: "password" };
    const signatures = [];
    for (const [name, password] of Object.entries(passwords)) {
      const session = await Session.open(fromHex(issued.containers[name]), password);
      assert.deepEqual(
        session.keys.map(({ signs, holder }) => [signs, holder.name, holder.edrpou, holder.title]),
        [[true, NAME, "43629432", "Директор"]],
      );
      signatures.push(await session.sign(CONTENT, 0, { at: new Date() }));
    }
    assert.deepEqual(
      verdicts(signatures).map(({ status, algorithm }) => [status, algorithm]),
      [
        ["valid", "DSTU-4145/GOST-34.311"],
        ["valid", "ECDSA/SHA-256"],
        ["valid", "RSA/SHA-256"],
      ],
    );
  });

  test("one changed byte of the content is noticed", async () => {
    const session = await Session.open(fromHex(issued.containers.dstu), "пароль-ґ");
    const signature = await session.sign(
      CONTENT.map((octet, i) => octet ^ Number(i === 3)),
      0,
      { at: new Date() },
    );
    const [{ integrity, status }] = verdicts([signature]);
    assert.deepEqual([integrity, status], [false, "invalid"]);
  });

  test("a key without a certificate, of another kind or of no such number does not sign", async () => {
    const { bytes, password, certificate } = shared.find(({ name }) => name.endsWith("Key-6.dat"));
    const bare = await Session.open(bytes, password);
    const at = new Date();
    await assert.rejects(bare.sign(CONTENT, 0, { at }), { code: "NO_CERTIFICATE" });
    await assert.rejects(bare.sign(CONTENT, 1, { at }), { code: "NOT_FOR_SIGNING" });
    await assert.rejects(bare.sign(CONTENT, 2, { at }), { code: "NO_SUCH_KEY" });
    const whole = await Session.open(bytes, password, [certificate]);
    await assert.rejects(whole.sign(CONTENT, 0, { at, hash: "sha256" }), { code: "UNSUPPORTED" });
  });

  test("the certificate of an authority does not sign documents", async () => {
    const { bytes, password } = shared.find(({ name }) => name.endsWith("test-diia.p12"));
    const [{ secret }] = await openContainer(bytes, password);
    const root = new Certificate(fromHex(issued.root));
    await assert.rejects(sign(CONTENT, { secret, certificate: root }, { at: new Date() }), {
      code: "NOT_FOR_SIGNING",
    });
  });
});
