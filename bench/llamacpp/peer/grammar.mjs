// What a grammar costs in llama.cpp through node-llama-cpp: the first token and the tokens after it, with the grammar of a JSON Schema and without,
// on the same weights; one JSON object. Keywords that its converter does not know are left out by it, so it is asked for less.
//   node grammar.mjs FILE SCHEMA --threads 2 --generate 32
import { readFileSync } from "node:fs";
import { getLlama, LlamaGrammarEvaluationState } from "node-llama-cpp";

const [file, schemaFile, ...rest] = process.argv.slice(2);
const options = { threads: 2, generate: 32 };
for (let i = 0; i < rest.length; i += 2) options[rest[i].slice(2)] = Number(rest[i + 1]);
const { threads, generate } = options;

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
  let first = 0;
  let count = 0;
  for await (const _ of sequence.evaluate([2], { temperature: 0, yieldEogToken: true, grammarEvaluationState })) {
    first ||= performance.now();
    if (++count === generate) break;
  }
  const ended = performance.now();
  return { compile: compiled - started, first: first - started, token: (ended - first) / Math.max(1, count - 1), count };
}

// Each schema has another title, so that none is known.
let title = 0;
const withGrammar = () => write(() => llama.createGrammarForJsonSchema({ ...schema, title: `${title++}` }));
await write();
await withGrammar();
const free = await write();
const held = await withGrammar();
console.log(JSON.stringify({
  test: "grammar", threads, tokens: held.count, compile_ms: held.compile,
  first_token_ms: held.first - free.first, token_us: 1000 * (held.token - free.token), plain_token_us: 1000 * free.token,
}));
process.exit(0);
