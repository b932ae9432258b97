/** Every shared container opens with its password, and refuses a wrong one, mangled bytes and foreign files. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { concat, fromHex } from "../../src/kasssa/web/static/kep/bytes.js";
import { openContainer } from "../../src/kasssa/web/static/kep/containers.js";
import { Session } from "../../src/kasssa/web/static/kep/session.js";
import { vector, vectorsOf, withVectors } from "./surroundings.mjs";

/** What every container holds: algorithm and the start of the key id. */
const EXPECTED = {
  "Key-6.dat": ["DSTU-4145 M=257 7e9e345d", "DSTU-4145 M=431 7cebcd94"],
  "test-diia.p12": ["DSTU-4145 M=257 5bc6c06e", "DSTU-4145 M=431 6b1b77c0"],
  "test-jks.jks": ["RSA 2048 fbbb95ef"],
  "pkcs12_by_iit_123456.pfx": ["DSTU-4145 M=257 4b269ac5", "DSTU-4145 M=431 46129181"],
  "ossl_ecdsa_aes_256_cbc_storage_123456.p12": ["ECDSA P-384 4ffdaea2"],
  "STORE_A040.dat": ["DSTU-4145 M=257 55af7e79"],
  "Key40A0.cer": ["DSTU-4145 M=257 55af7e79"],
  "gen_aes256_sha256_p256.p12": ["ECDSA P-256 5115aff7"],
  "gen_gost_gost_dstu257.p12": ["DSTU-4145 M=257 462fc8fa"],
  "gen_kalyna256cbc_kupynakmac_dstu257.p12": ["DSTU-4145 M=257 0a531305"],
  "gen_kalyna256cbc_kupynakmac_p256.p12": ["ECDSA P-256 028401ba"],
};
const containers = vectorsOf("manifest.json").filter(({ kind }) => kind === "containers");
const nameOf = ({ file }) => file.split("/").pop();
const bytesOf = (container) => vector(`containers/${nameOf(container)}`);

test("no container of the manifest is forgotten here", withVectors, () => {
  assert.deepEqual(containers.map(nameOf).toSorted(), Object.keys(EXPECTED).toSorted());
});

for (const container of containers) {
  const name = nameOf(container);

  test(`${name} opens with its password`, async () => {
    const { keys } = await Session.open(bytesOf(container), container.password ?? "");
    assert.deepEqual(
      keys.map((key) => `${key.algorithm} ${key.keyId.slice(0, 8)}`),
      EXPECTED[name],
    );
  });

  if (container.password === null) continue;

  test(`${name} refuses a wrong password`, async () => {
    for (const wrong of ["", `${container.password} `, "пароль"]) {
      await assert.rejects(openContainer(bytesOf(container), wrong), { code: "WRONG_PASSWORD" });
    }
  });
}

test("a container without certificates gets them from beside it, each key its own", withVectors, async () => {
  const container = containers.find((one) => nameOf(one) === "test-diia.p12");
  const own = vector("certs/specinfo-ua_diia-test-sign-7775603.cer");
  const other = vector("certs/specinfo-ua_diia-test-kep-7775604.cer");
  const armoured = new TextEncoder().encode(
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(own).toString("base64")}\n-----END CERTIFICATE-----\n`,
  );
  for (const files of [[own], [other, own], [armoured]]) {
    const { keys } = await Session.open(bytesOf(container), container.password, files);
    assert.deepEqual(
      keys.map((key) => key.signs),
      [true, false],
    );
    const [{ holder, serial, notAfter, isInDevice }] = keys;
    assert.equal(holder.name, "ДП ДІЯ (Тестування)");
    assert.equal(holder.edrpou, "43395033");
    assert.equal(serial, "3ED5083160DBC59B04000000A91E060073A57600");
    assert.equal(notAfter.toISOString(), "2024-04-05T17:57:59.000Z");
    assert.equal(isInDevice, false);
  }
  // The other certificate is of the key-agreement key that lies beside the signing key.
  const { keys } = await Session.open(bytesOf(container), container.password, [other]);
  assert.deepEqual(
    keys.map(({ certificate, signs }) => [certificate !== null, signs]),
    [
      [false, false],
      [true, false],
    ],
  );
});

test("what is no certificate is refused by name", withVectors, async () => {
  const container = containers.find((one) => nameOf(one) === "Key40A0.cer");
  for (const file of [fromHex("3003020101"), new Uint8Array(), bytesOf(container)]) {
    await assert.rejects(Session.open(bytesOf(container), "", [file]), { code: "BAD_CERTIFICATE" });
  }
});

test("what is no container is refused by name", async () => {
  const files = [
    new Uint8Array(),
    new TextEncoder().encode("<html>"),
    fromHex("3000"),
    fromHex("30030201"),
    fromHex("30030201ff"),
    fromHex("3080"),
    new Uint8Array(4 * 1024 * 1024 + 1),
  ];
  for (const file of files) await assert.rejects(openContainer(file, "x"), { code: "BAD_CONTAINER" });
});

test(
  "a container with any third byte changed opens or is refused with a documented code",
  withVectors,
  async () => {
    const codes = new Set();
    for (const name of [
      "gen_aes256_sha256_p256.p12",
      "gen_kalyna256cbc_kupynakmac_dstu257.p12",
      "test-jks.jks",
    ]) {
      const container = containers.find((one) => nameOf(one) === name);
      const bytes = bytesOf(container);
      for (let at = 0; at < bytes.length; at += 3) {
        const mangled = concat(bytes.subarray(0, at), [bytes[at] ^ 0x11], bytes.subarray(at + 1));
        try {
          await openContainer(mangled, container.password);
        } catch (error) {
          codes.add(error.code ?? error.stack);
        }
      }
    }
    const documented = ["WRONG_PASSWORD", "BAD_CONTAINER", "BAD_KEY", "BAD_CERTIFICATE", "UNSUPPORTED"];
    assert.deepEqual(
      [...codes].filter((code) => !documented.includes(code)),
      [],
    );
  },
);
