// Unpacks the headless Chromium that the browser tests fall back on, and prints its path.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packed = join(root, "node_modules/@sparticuz/chromium/bin");
const target = join(root, "node_modules/.cache/chromium");

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error("the packed Chromium is for 64-bit Linux on x86: install a Chromium or Chrome, or set CLUSTERLAB_CHROMIUM");
  process.exit(1);
}
if (!existsSync(target)) {
  // Unpacked aside and renamed, so that a broken run is not taken for a browser.
  const part = `${target}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  await pipeline(
    createReadStream(join(packed, "chromium.br")),
    createBrotliDecompress(),
    createWriteStream(join(part, "chromium"), { mode: 0o755 }),
  );
  // The libraries it needs (nss, nspr) that a bare machine does not have; software drawing.
  for (const archive of ["al2023", "swiftshader"]) {
    await pipeline(
      createReadStream(join(packed, `${archive}.tar.br`)),
      createBrotliDecompress(),
      extract(part),
    );
  }
  try {
    renameSync(part, target);
  } catch {
    rmSync(part, { recursive: true, force: true });
  }
}
console.log(join(target, "chromium"));
