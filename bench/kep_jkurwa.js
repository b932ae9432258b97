// Measures jkurwa, the JavaScript library, on the files that kep_ours.py made. Prints CPU milliseconds as JSON.
// node kep_jkurwa.js FOLDER   (run where jkurwa and gost89 are installed)
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");
const from = createRequire(path.join(process.cwd(), "package.json"));
const jk = from("jkurwa");
const algo = from("gost89").compat.algos();

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name));
const content = read("content");
const signature = read("content.p7s");
const million = Buffer.alloc(1000000, 7);
const digest = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
const priv = jk.Priv.from_asn1(read("key.p8"));
const pub = priv.pub();
const box = new jk.Box({ algo });

async function measure(act, times) {
  await act();
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) await act();
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1000 / times;
}

async function verifyWhole() {
  const answer = await box.unwrap(signature, content);
  if (answer.error) throw new Error(`jkurwa does not accept our signature: ${answer.error}`);
}

async function signsForUs() {
  const certificate = jk.Certificate.from_asn1(read("certificate.cer"));
  const message = new jk.models.Message({
    type: "signedData", cert: certificate, data: content, signer: priv, hash: algo.hash,
  });
  fs.writeFileSync(path.join(folder, "by-jkurwa.p7s"), message.as_asn1());
}

async function opensOurContainer() {
  const store = jk.Priv.from_protected(read("key.p12"), "benchmark", algo);
  const [opened] = store.keys;
  if (!opened.pub().point.equals(pub.point)) throw new Error("jkurwa opens our container to another key");
}

(async () => {
  const sign = priv.sign(digest, "le");
  if (!pub.verify(digest, sign, "le")) throw new Error("jkurwa refuses its own signature");
  await signsForUs();
  await opensOurContainer();
  const result = {
    verify: await measure(() => pub.verify(digest, sign, "le"), 12),
    sign: await measure(() => priv.sign(digest, "le"), 12),
    whole: await measure(verifyWhole, 6),
    hash: await measure(() => algo.hash(million), 2),
    open: await measure(opensOurContainer, 1),
  };
  process.stdout.write(JSON.stringify(result));
})().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
