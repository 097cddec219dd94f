// What a grammar costs in llama.cpp through node-llama-cpp: the first token and the tokens after it, with the grammar of a JSON Schema and without,
// on the same weights; one JSON object. Keywords that its converter does not know are left out by it, so it is asked for less.
//   node grammar.mjs FILE SCHEMA --threads 2 --generate 32 --repeats 5
import { readFileSync } from "node:fs";
import { getLlama, LlamaGrammarEvaluationState } from "node-llama-cpp";

const [file, schemaFile, ...rest] = process.argv.slice(2);
const options = { threads: 2, generate: 32, repeats: 5 };
for (let i = 0; i < rest.length; i += 2) options[rest[i].slice(2)] = Number(rest[i + 1]);
const { threads, generate, repeats } = options;

const llama = await getLlama({ gpu: false, build: "never", logLevel: "error", maxThreads: threads });
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({ contextSize: 512, batchSize: 512, threads });
const sequence = context.getSequence();
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));

// Milliseconds to the first token, and of each token after it.
async function write(makeGrammar) {
  await sequence.clearHistory();
  const started = performance.now();
  const grammar = await makeGrammar?.();
  const compiled = performance.now();
  const grammarEvaluationState = grammar && new LlamaGrammarEvaluationState({ model, grammar });
  const times = [];
  for await (const _ of sequence.evaluate([2], { temperature: 0, yieldEogToken: true, grammarEvaluationState })) {
    times.push(performance.now());
    if (times.length === generate) break;
  }
  return { compile: compiled - started, first: times[0] - started, tokens: times.slice(1).map((time, i) => time - times[i]) };
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

// Each schema has another title, so that none is known.
let title = 0;
const withGrammar = () => write(() => llama.createGrammarForJsonSchema({ ...schema, title: `${title++}` }));
await write();
await withGrammar();
const free = [];
const held = [];
for (let i = 0; i < repeats; i++) {
  free.push(await write());
  held.push(await withGrammar());
}
const plain = median(free.flatMap((run) => run.tokens));
console.log(JSON.stringify({
  test: "grammar", threads, tokens: held.flatMap((run) => run.tokens).length, compile_ms: median(held.map((run) => run.compile)),
  first_token_ms: median(held.map((run) => run.first)) - median(free.map((run) => run.first)),
  token_us: 1000 * (median(held.flatMap((run) => run.tokens)) - plain), plain_token_us: 1000 * plain,
}));
process.exit(0);
