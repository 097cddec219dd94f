// Starts both engines in turn, each time in a new process, and writes the medians: node load.mjs CASTOR PEER_SCRIPT FILE THREADS PROMPT ROUNDS OUT
import { spawn } from "node:child_process";
import { closeSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { basename } from "node:path";

const [castor, peer, file, threads, prompt, rounds, out] = process.argv.slice(2);
const wanted = ["--threads", threads, "--prompt", prompt];
const engines = {
  castor: [castor, ["bench", file, "--load", "--json", ...wanted]],
  "llama.cpp": [process.execPath, [peer, file, ...wanted]],
};

// Pages that a process before has pushed out would else be read from the disk.
function warm() {
  const buffer = Buffer.alloc(16 << 20);
  const handle = openSync(file);
  while (readSync(handle, buffer) > 0);
  closeSync(handle);
}

function run([command, args]) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    let told = 0;
    child.stdout.on("data", (data) => {
      told ||= performance.now();
      text += data;
    });
    child.on("close", (code) => {
      const line = text.split("\n").find((l) => l.startsWith("{"));
      if (code !== 0 || !line) reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${text}`));
      else resolve({ ...JSON.parse(line), from_start_seconds: Number(((told - started) / 1000).toFixed(3)) });
    });
  });
}

const fileBytes = statSync(file).size;
const rows = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, command] of Object.entries(engines)) {
    warm();
    const row = await run(command);
    rows[name].push(row);
    console.log(JSON.stringify({ engine: name, ...row }));
  }
}

const spread = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted.at(-1) };
};
const ratio = (a, b) => Number((a / b).toFixed(3));
// Both are held against the file and the keys and values that Castor has of the prompt.
const held = fileBytes + rows.castor[0].kv_bytes;
const figures = Object.entries(rows).map(([engine, measured]) => {
  const peak = spread(measured.map((r) => r.peak_bytes));
  return {
    engine,
    loadSeconds: spread(measured.map((r) => r.seconds)),
    startToFirstTokenSeconds: spread(measured.map((r) => r.from_start_seconds)),
    peakBytes: peak,
    peakPerWeightsAndKv: ratio(peak.median, held),
  };
});
const [own, other] = figures;
const result = {
  what: "bench/load.sh",
  model: `${basename(file, ".gguf")} (random weights), in the page cache`,
  cpu: cpus()[0].model,
  kernels: rows.castor[0].kernels,
  threads: Number(threads),
  promptTokens: Number(prompt),
  rounds: Number(rounds),
  fileBytes,
  kvBytes: rows.castor[0].kv_bytes,
  figures,
  ratios: {
    loadSeconds: ratio(own.loadSeconds.median, other.loadSeconds.median),
    startToFirstTokenSeconds: ratio(own.startToFirstTokenSeconds.median, other.startToFirstTokenSeconds.median),
    peakBytes: ratio(own.peakBytes.median, other.peakBytes.median),
  },
};
writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
