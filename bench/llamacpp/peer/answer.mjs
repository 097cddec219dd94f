// Has llama.cpp answer for models: node answer.mjs JOBS ANSWERS, both files of JSON. A job is {name, path, prompts: [[token]], count} or {name, path, text: [token]},
// its answer {name, runs: [{tokens, first, last}]}, the latter two being all logits of a run's first and last token, or {name, embedding}.
import { readFileSync, writeFileSync } from 'node:fs';
import { getLlama } from 'node-llama-cpp';

const contextSize = 512;

// One thread: several wait for each other after every product, which on a busy machine costs a hundred times the work itself.
const threads = 1;

const [jobs, answers] = process.argv.slice(2);
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
const answered = [];
for (const job of JSON.parse(readFileSync(jobs, 'utf8'))) {
  const model = await llama.loadModel({ modelPath: job.path });
  const answer = job.text ? { embedding: await embed(model, job.text) } : { runs: await generate(model, job) };
  answered.push({ name: job.name, ...answer });
  await model.dispose();
}

writeFileSync(answers, JSON.stringify(answered));
process.exit(0);

async function embed(model, text) {
  const context = await model.createEmbeddingContext({ contextSize, batchSize: contextSize, threads });
  return (await context.getEmbeddingFor(text)).vector;
}

async function generate(model, { prompts, count }) {
  const context = await model.createContext({ contextSize, threads });
  const sequence = context.getSequence();
  const runs = [];
  for (const prompt of prompts) {
    await sequence.clearHistory();
    const run = { tokens: [] };
    let input = prompt;
    while (run.tokens.length < count) {
      const wantsLogits = run.tokens.length === 0 || run.tokens.length === count - 1;
      const last = [input.at(-1), { generateNext: { token: true, logits: wantsLogits } }];
      const { next } = (await sequence.controlledEvaluate([...input.slice(0, -1), last])).at(-1);
      run.tokens.push(next.token);
      if (wantsLogits) {
        run[run.first ? 'last' : 'first'] = byToken(next.logits);
      }

      input = [next.token];
    }

    runs.push(run);
  }

  return runs;
}

function byToken(logits) {
  const numbers = new Array(logits.size);
  for (const [token, logit] of logits) {
    numbers[token] = logit;
  }

  return numbers;
}
