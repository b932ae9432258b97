// Reads proofs, one JSON {proof, leaf, key} a line, and says of each whether the verifier in JavaScript takes it.
import { createInterface } from "node:readline";
import { argv, stdin, stdout } from "node:process";
import { pathToFileURL } from "node:url";

const { verifyProof, verifyJournal } = await import(pathToFileURL(argv[2]).href);

async function taken(line) {
  const { proof, leaf, key, journal } = JSON.parse(line);
  try {
    if (journal !== undefined) return (await verifyJournal(journal, key)).faults.length === 0;
    await verifyProof(proof, leaf, key);
    return true;
  } catch (error) {
    return false;
  }
}

const waiting = [];
for await (const line of createInterface({ input: stdin })) {
  waiting.push(taken(line));
  if (waiting.length === 64) stdout.write((await Promise.all(waiting.splice(0))).map((one) => (one ? "1" : "0")).join(""));
}
stdout.write((await Promise.all(waiting)).map((one) => (one ? "1" : "0")).join(""));
