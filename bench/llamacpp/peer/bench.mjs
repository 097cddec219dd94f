// What `castor bench --json --rounds 1` measures, by llama.cpp through node-llama-cpp: one JSON object a row.
//   node bench.mjs FILE --threads 2 --prompt 512 --generate 64 --context 0 --parallel 1
import { getLlama } from "node-llama-cpp";

const [file, ...rest] = process.argv.slice(2);
const options = { threads: 2, prompt: 512, generate: 64, context: 0, parallel: 1 };
for (let i = 0; i < rest.length; i += 2) options[rest[i].slice(2)] = Number(rest[i + 1]);
const { threads, prompt, generate, context: depth, parallel } = options;

const llama = await getLlama({ gpu: false, build: "never", logLevel: "error", maxThreads: threads });
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({
  contextSize: Math.max(512, depth + Math.max(prompt, generate) + 64),
  batchSize: 512,
  sequences: parallel,
  threads,
});

let state = 1n;
function randomTokens(count) {
  const tokens = [];
  for (let i = 0; i < count; i++) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    tokens.push(Number((state >> 33n) % 262144n));
  }
  return tokens;
}

async function empty(sequence) {
  await sequence.clearHistory();
  if (depth > 0) await sequence.evaluateWithoutGeneratingNewTokens(randomTokens(depth));
}

async function write(sequence, count) {
  let written = 0;
  // A token that ends answers would stop the loop: the next one then begins with a random token.
  while (written < count) {
    for await (const _ of sequence.evaluate(randomTokens(1), { temperature: 0, yieldEogToken: true })) {
      if (++written === count) break;
    }
  }
}

function tell(test, tokens, started) {
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ test, threads, tokens_per_second: Number((tokens / seconds).toFixed(2)) }));
}

const sequences = Array.from({ length: parallel }, () => context.getSequence());
await write(sequences[0], 2);
const behind = depth > 0 ? `@d${depth}` : "";
if (prompt > 0) {
  await empty(sequences[0]);
  const tokens = randomTokens(prompt);
  const started = performance.now();
  await sequences[0].evaluateWithoutGeneratingNewTokens(tokens);
  tell(`pp${prompt}${behind}`, prompt, started);
}
if (generate > 0) {
  for (const sequence of sequences) await empty(sequence);
  const started = performance.now();
  await Promise.all(sequences.map((sequence) => write(sequence, generate)));
  tell(`tg${generate}${behind}${parallel > 1 ? `x${parallel}` : ""}`, generate * parallel, started);
}
process.exit(0);
