/** DSTU 4145 on all ten curves: against BouncyCastle, the standard's example, and the Python library. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fromHex, toHex } from "../../src/kasssa/web/static/kep/bytes.js";
import { CURVES } from "../../src/kasssa/web/static/kep/curves.js";
import { PrivateKey, verifies } from "../../src/kasssa/web/static/kep/dstu4145.js";
import { python, vectorsOf, withPython, withVectors } from "./surroundings.mjs";

const number = (digits) => BigInt(`0x${digits}`);
const curveOf = (m) => CURVES.find((curve) => curve.m === m);
const DIGEST = Uint8Array.from({ length: 32 }, (_, i) => 7 * i);

test("keys and signatures of BouncyCastle are met on every curve", withVectors, () => {
  const counts = new Map();
  for (const vector of vectorsOf("primitives/dstu4145_bouncycastle_1.72.json")) {
    const count = (counts.get(vector.m) ?? 0) + 1;
    counts.set(vector.m, count);
    // Verification is slow here, since nothing but these tests needs it: two of every curve, all of M = 257.
    if (count > 2 && vector.m !== 257) continue;
    const curve = curveOf(vector.m);
    const key = new PrivateKey(curve, number(vector.d), curve.base);
    const point = key.publicPoint();
    assert.equal(curve.compress(point), number(vector.q_compressed_be));
    assert.deepEqual(curve.decompress(number(vector.q_compressed_be)), point);
    const hash = fromHex(vector.hash_bytes);
    assert.ok(verifies(curve, curve.base, point, hash, [number(vector.r), number(vector.s)]));
    assert.ok(verifies(curve, curve.base, point, hash, key.sign(hash)));
  }
  assert.deepEqual(
    [...counts.keys()].toSorted(),
    CURVES.map(({ m }) => m),
  );
});

test("the example of the standard is met to the last digit", withVectors, () => {
  const [vector] = vectorsOf("primitives/dstu4145_published.json");
  const curve = curveOf(vector.m);
  const base = curve.fromXy(curve.field.spread(number(vector.gx)), curve.field.spread(number(vector.gy)));
  const key = new PrivateKey(curve, number(vector.d), base);
  const hash = fromHex(vector.hash_int.padStart(64, "0")).reverse();
  assert.deepEqual(key.signWithNonce(hash, number(vector.e)), [number(vector.r), number(vector.s)]);
});

test("a compressed key outside the subgroup of prime order is refused", withVectors, () => {
  for (const vector of vectorsOf("primitives/dstu4145_public_key_order.json")) {
    const curve = curveOf(vector.m);
    const compressed = number(toHex(fromHex(vector.compressed_le).reverse()));
    if (vector.valid) {
      assert.equal(curve.compress(curve.decompress(compressed)), compressed);
    } else if (vector.decompresses_to_same_point || vector.case.includes("order")) {
      assert.throws(() => curve.decompress(compressed), { code: "BAD_KEY" });
    }
  }
});

test("signatures made by Python verify", withPython, () => {
  for (const degree of [257, 431]) {
    const { key, signatures } = python({ act: "sign", degree, digests: [toHex(DIGEST), "00".repeat(32)] });
    const curve = curveOf(degree);
    const point = curve.decompress(number(key));
    const [first, ofZero] = signatures.map((pair) => pair.map(number));
    assert.ok(verifies(curve, curve.base, point, DIGEST, first));
    assert.ok(verifies(curve, curve.base, point, new Uint8Array(32), ofZero));
    assert.ok(!verifies(curve, curve.base, point, DIGEST, ofZero));
  }
});

test("the same digest is never signed with the same nonce", () => {
  const curve = curveOf(257);
  const key = new PrivateKey(curve, 0x1234567890abcdefn, curve.base);
  const halves = Array.from({ length: 5 }, () => key.sign(DIGEST)[0]);
  assert.equal(new Set(halves).size, 5);
});

test("a private number out of range is refused", () => {
  const curve = curveOf(257);
  for (const bad of [0n, curve.order, curve.order + 1n]) {
    assert.throws(() => new PrivateKey(curve, bad, curve.base), { code: "BAD_KEY" });
  }
});
