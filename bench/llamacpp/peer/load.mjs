// What `castor bench --load --json` measures, by llama.cpp through node-llama-cpp: one JSON object.
//   node load.mjs FILE --threads 2 --prompt 16
import { readFileSync } from "node:fs";
import { getLlama } from "node-llama-cpp";

const [file, ...rest] = process.argv.slice(2);
const options = { threads: 2, prompt: 16 };
for (let i = 0; i < rest.length; i += 2) options[rest[i].slice(2)] = Number(rest[i + 1]);
const { threads, prompt } = options;

const llama = await getLlama({ gpu: false, build: "never", logLevel: "error", maxThreads: threads });
const started = performance.now();
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({ contextSize: Math.max(512, prompt + 64), batchSize: 512, threads });
const loaded = performance.now();
const tokens = [];
let state = 1n;
for (let i = 0; i < prompt; i++) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  tokens.push(Number((state >> 33n) % BigInt(model.fileInfo.metadata.tokenizer.ggml.tokens.length)));
}

for await (const _ of context.getSequence().evaluate(tokens, { temperature: 0, yieldEogToken: true })) break;
const row = {
  test: "load",
  threads,
  seconds: Number(((loaded - started) / 1000).toFixed(3)),
  first_token_seconds: Number(((performance.now() - loaded) / 1000).toFixed(3)),
  peak_bytes: Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024,
};
console.log(JSON.stringify(row));
process.exit(0);
