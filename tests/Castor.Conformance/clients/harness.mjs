// Runs named cases one after the other and prints one line of JSON for each: {case, ok, detail, ms}.
import assert from 'node:assert/strict';

export { assert };

/** The server that takes any key. */
export const baseUrl = process.env.BASE_URL ?? 'http://127.0.0.1:8420';

/** The server that takes only keys of its own; null where there is none. */
export const keysUrl = process.env.KEYS_URL ?? null;

/** A key of that server, and one that is restricted to embeddings. */
export const rightKey = process.env.RIGHT_KEY;
export const restrictedKey = process.env.RESTRICTED_KEY;

export const apiKey = process.env.API_KEY ?? 'conformance-key';

/** The engine behind the Gemini models of that server, and what it tells as their modelVersion. */
export const engine = process.env.ENGINE ?? 'emulator';
export const versionOf = model => process.env.ANSWERED_BY ?? model;

/** Headers that pick a scenario of the server; its sequences are counted for this process alone. */
export const scenarioHeaders = name => ({ 'x-castor-scenario': name, 'x-conformance-run': String(process.pid) });

const caseLimitMilliseconds = Number(process.env.CASE_LIMIT_MS ?? 110_000);

/** Runs the cases; names on the command line after `--only` pick some of them. */
export async function runCases(cases) {
  const at = process.argv.indexOf('--only');
  const only = at < 0 ? null : process.argv.slice(at + 1);
  for (const [name, act] of Object.entries(cases)) {
    if (only && !only.includes(name)) {
      continue;
    }

    const started = performance.now();
    let line;
    try {
      line = { case: name, ok: true, detail: await within(caseLimitMilliseconds, act()) };
    } catch (error) {
      line = { case: name, ok: false, detail: [error?.stack ?? String(error), error?.cause].filter(Boolean).join('\nbecause ') };
    }

    line.ms = Math.round(performance.now() - started);
    process.stdout.write(JSON.stringify(line) + '\n');
  }

  process.exit(0);
}

/** Awaits what must be refused, and hands back the error. */
export async function refused(promise) {
  let answer;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }

  assert.fail(`No error; the answer was ${JSON.stringify(answer)?.slice(0, 500)}`);
}

/** Reads an async iterable to its end. */
export async function all(iterable) {
  const items = [];
  for await (const item of iterable) {
    items.push(item);
  }

  return items;
}

/** Checks the counts of an answer's usageMetadata and hands them back by modality: {TEXT: 7, IMAGE: 258}. */
export function checkUsage(usage) {
  assert.ok(usage, 'no usageMetadata');
  const { promptTokenCount, candidatesTokenCount = 0, thoughtsTokenCount = 0, toolUsePromptTokenCount = 0, totalTokenCount } = usage;
  assert.ok(promptTokenCount > 0, `promptTokenCount is ${promptTokenCount}`);
  assert.equal(totalTokenCount, promptTokenCount + candidatesTokenCount + thoughtsTokenCount + toolUsePromptTokenCount);
  const byModality = Object.fromEntries(usage.promptTokensDetails.map(d => [d.modality, d.tokenCount]));
  assert.equal(Object.values(byModality).reduce((a, b) => a + b, 0), promptTokenCount, 'promptTokensDetails do not sum up');
  return byModality;
}

/** The length of a vector. */
export function norm(vector) {
  return Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}

/** The cosine of two vectors. */
export function cosine(a, b) {
  return a.reduce((sum, x, i) => sum + x * b[i], 0) / (norm(a) * norm(b));
}

function within(milliseconds, promise) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
