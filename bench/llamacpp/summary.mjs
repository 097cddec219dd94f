// Medians and ratios of the rows of compare-llamacpp.sh: node summary.mjs ROWS OUT
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

const [rowsFile, out] = process.argv.slice(2);
const rows = readFileSync(rowsFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
// What .NET itself has instructions for is also held against the build that has more.
const peers = {
  castor: ["llama.cpp"],
  "castor-avx512vnni": ["llama.cpp-avx512vnni"],
  "castor-avx512": ["llama.cpp-avx512", "llama.cpp-avx512vnni"],
  "castor-avx2": ["llama.cpp-avx2"],
};

const groups = new Map();
for (const { engine, quant, threads, test, value } of rows) {
  const key = [engine, quant, threads, test].join("|");
  groups.set(key, [...(groups.get(key) ?? []), value]);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Number(value.toFixed(2));
const figures = [...groups].map(([key, values]) => {
  const [engine, quant, threads, test] = key.split("|");
  const own = { engine, quant, threads: Number(threads), test, median: round(median(values)), slowest: Math.min(...values), fastest: Math.max(...values), rounds: values.length };
  const others = (peers[engine] ?? []).map((peer) => [peer, groups.get([peer, quant, threads, test].join("|"))]).filter(([, measured]) => measured);
  return others.length ? { ...own, ratios: Object.fromEntries(others.map(([peer, measured]) => [peer, round(median(values) / median(measured))])) } : own;
});

const result = { what: "bench/compare-llamacpp.sh", shape: "gemma-3-1b, random weights", cpu: cpus()[0].model, cores: cpus().length, unit: "tokens per second; gigabytes per second for read", figures };
writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
console.log();
for (const f of figures) {
  console.log([f.engine.padEnd(20), f.quant.padEnd(7), `${f.threads}T`, f.test.padEnd(14), String(f.median).padStart(8), Object.entries(f.ratios ?? {}).map(([peer, ratio]) => `${ratio} x ${peer}`).join(", ")].join("  "));
}
