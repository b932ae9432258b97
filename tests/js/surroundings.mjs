/** Where things are, and what is skipped where they are not. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const ROOT = new URL("../../", import.meta.url);
export const STATIC = new URL("src/kasssa/web/static/", ROOT);
const VECTORS = new URL("../shared/vectors/kep/", ROOT);
const PYTHON = fileURLToPath(new URL(".venv/bin/python", ROOT));
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"];

export const BROWSER = BROWSERS.find(existsSync);

const haveVectors = existsSync(VECTORS);
const havePython = existsSync(PYTHON);

/** For `test(name, options, …)`: a reason to skip, or nothing. */
export const withVectors = { skip: haveVectors ? false : "the shared vectors are not beside the project" };
export const withPython = { skip: havePython ? false : "the Python environment is not made yet" };
export const withBoth = { skip: withVectors.skip || withPython.skip };
export const withBrowser = { skip: withPython.skip || (BROWSER ? false : "there is no Chromium here") };

/** Return the bytes of a shared vector. */
export function vector(path) {
  return new Uint8Array(readFileSync(new URL(path, VECTORS)));
}

/** Return the parsed JSON of a shared vector file; none where the vectors are absent. */
export function vectorsOf(path) {
  return haveVectors ? JSON.parse(readFileSync(new URL(path, VECTORS), "utf-8")) : [];
}

/** Return the present moment as Python reads it. */
export function now() {
  return new Date().toISOString();
}

/** Ask tests/js/demo.py something and return its answer. */
export function python(question) {
  const script = fileURLToPath(new URL("demo.py", import.meta.url));
  const env = { ...process.env, PYTHONPATH: fileURLToPath(new URL("src", ROOT)) };
  const { status, stdout, stderr } = spawnSync(PYTHON, [script], {
    input: JSON.stringify(question),
    env,
    encoding: "utf-8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
