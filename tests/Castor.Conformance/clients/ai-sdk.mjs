// The AI SDK with @ai-sdk/google against BASE_URL: node ai-sdk.mjs AI-PACKAGE GOOGLE-PACKAGE [--only CASE...].
import { all, apiKey, assert, baseUrl, cosine, keysUrl, refused, runCases, scenarioHeaders } from './harness.mjs';
import { png, pngSize } from './png.mjs';
import { order, orderSchema } from './shapes.mjs';

const ai = await import(process.argv[2] ?? 'ai');
const provider = await import(process.argv[3] ?? '@ai-sdk/google');
const { APICallError, embed, embedMany, generateText, jsonSchema, Output, streamText, tool } = ai;
const stopAfter = ai.stepCountIs ?? ai.isStepCount;
const create = provider.createGoogleGenerativeAI ?? provider.createGoogle;
const google = (options = {}) => create({ apiKey, baseURL: `${baseUrl}/v1beta`, ...options });
const model = google()('gemini-2.5-flash');
const inScenario = name => google({ headers: scenarioHeaders(name) })('gemini-2.5-flash');
const embeddingModel = name => (google().embeddingModel ?? google().textEmbeddingModel)(name);
const prompt = 'Tell me about the two stars Castor and Pollux, please.';
const tokens = count => count?.total ?? count;

const weather = calls => tool({
  description: 'Gets the current weather of a city.',
  inputSchema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false }),
  execute: async args => {
    calls.push(args.city);
    return { celsius: 21 };
  },
});

const stock = calls => tool({
  description: 'Gets the price of a stock.',
  inputSchema: jsonSchema({ type: 'object', properties: { symbol: { type: 'string' } }, required: ['symbol'], additionalProperties: false }),
  execute: async args => {
    calls.push(args.symbol);
    return { quote: 1848 };
  },
});

/** Checks the class and the status of an APICallError. */
function isCallError(error, statusCode, isRetryable = false) {
  assert.ok(APICallError.isInstance(error), `${error?.constructor?.name}: ${error?.message}`);
  assert.equal(error.statusCode, statusCode);
  assert.equal(error.isRetryable, isRetryable);
  return error;
}

/** Reads a stream whose errors come as parts of it. */
async function parts(options) {
  const seen = [];
  for await (const part of streamText({ onError: () => {}, maxRetries: 0, prompt, ...options }).fullStream) {
    seen.push(part);
  }

  return seen;
}

await runCases({
  async text() {
    const answer = await generateText({ model, prompt });
    assert.ok(answer.text.length > 0);
    assert.equal(answer.finishReason, 'stop');
    assert.ok(answer.usage.inputTokens > 0 && answer.usage.outputTokens > 0);
    assert.ok(answer.usage.totalTokens >= answer.usage.inputTokens + answer.usage.outputTokens);
    return answer.text;
  },

  async stream() {
    const answer = streamText({ model, prompt });
    const texts = await all(answer.textStream);
    assert.ok(texts.length > 1, `${texts.length} chunk`);
    assert.equal(texts.join(''), (await generateText({ model, prompt })).text);
    assert.equal(await answer.finishReason, 'stop');
    return `${texts.length} chunks`;
  },

  async chat() {
    const last = { role: 'user', content: 'Where do I live?' };
    const history = [{ role: 'user', content: 'I live in Oslo.' }, { role: 'assistant', content: 'Oslo sounds like a nice place.' }];
    const answer = await generateText({ model, messages: [...history, last] });
    const alone = await generateText({ model, messages: [last] });
    assert.ok(answer.usage.inputTokens > alone.usage.inputTokens);
    assert.notEqual(answer.text, alone.text);
    return answer.text;
  },

  async image() {
    const look = image => generateText({ model, messages: [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, ...image] }] });
    const shown = await look([{ type: 'image', image: Buffer.from(png(64, 32), 'base64'), mediaType: 'image/png' }]);
    const blind = await look([]);
    assert.equal(shown.usage.inputTokens - blind.usage.inputTokens, 258);
    return shown.text;
  },

  async functionCalling() {
    const [cities, symbols] = [[], []];
    const answer = await generateText({
      model,
      prompt: 'What is the weather in Lima?',
      stopWhen: stopAfter(3),
      tools: { get_weather: weather(cities), get_stock_price: stock(symbols) },
    });
    assert.deepEqual([cities, symbols], [['Lima'], []]);
    assert.equal(answer.steps.length, 2);
    assert.match(answer.text, /21/);
    return answer.text;
  },

  async functionCallingStream() {
    const symbols = [];
    const answer = streamText({
      model,
      prompt: 'What is the stock price of GOOG?',
      stopWhen: stopAfter(3),
      tools: { get_weather: weather([]), get_stock_price: stock(symbols) },
    });
    const text = (await all(answer.textStream)).join('');
    assert.deepEqual(symbols, ['GOOG']);
    assert.match(text, /1848/);
    return text;
  },

  async functionCallingRequired() {
    const tools = { get_weather: weather([]), get_stock_price: stock([]) };
    const answer = await generateText({ model, prompt: 'Hello there.', tools, toolChoice: { type: 'tool', toolName: 'get_stock_price' } });
    assert.deepEqual(answer.toolCalls.map(call => call.toolName), ['get_stock_price']);
    return answer.toolCalls[0].input;
  },

  async functionCallingGemini3() {
    const cities = [];
    const answer = await generateText({
      model: google()('gemini-3-pro-preview'),
      prompt: 'What is the weather in Lima?',
      stopWhen: stopAfter(3),
      tools: { get_weather: weather(cities) },
    });
    assert.deepEqual(cities, ['Lima']);
    assert.match(answer.text, /21/);
    return answer.text;
  },

  async jsonSchema() {
    const { output } = await generateText({ model, prompt: 'An order of two pens', output: Output.object({ schema: jsonSchema(orderSchema) }) });
    return order.parse(output);
  },

  async jsonSchemaStream() {
    const answer = streamText({ model, prompt: 'An order of two pens', output: Output.object({ schema: jsonSchema(orderSchema) }) });
    const partial = await all(answer.partialOutputStream);
    return order.parse(partial.at(-1));
  },

  async enum() {
    const options = ['percussion', 'string', 'woodwind'];
    const { output } = await generateText({ model, prompt: 'What is a violin?', output: Output.choice({ options }) });
    assert.ok(options.includes(output));
    return output;
  },

  async thinking() {
    const thinkingConfig = { includeThoughts: true, thinkingBudget: 256 };
    const answer = await generateText({ model, prompt, providerOptions: { google: { thinkingConfig } } });
    assert.ok(answer.reasoningText.length > 0);
    assert.ok(!answer.text.includes(answer.reasoningText));
    assert.ok((answer.usage.reasoningTokens ?? answer.usage.outputTokenDetails?.reasoningTokens) > 0);
    return answer.reasoningText;
  },

  async embedOne() {
    const { embedding, usage } = await embed({
      model: embeddingModel('gemini-embedding-001'), value: 'A cat sat.', providerOptions: { google: { outputDimensionality: 256 } },
    });
    assert.equal(embedding.length, 256);
    return usage;
  },

  async embedMany() {
    const values = ['The cat sat on the mat.', 'A cat is sitting on a mat.', 'Quarterly revenue rose by nine percent.'];
    const { embeddings: [a, b, c] } = await embedMany({ model: embeddingModel('gemini-embedding-001'), values });
    assert.ok(cosine(a, b) > cosine(a, c));
    assert.equal(a.length, 3072);
    return [cosine(a, b), cosine(a, c)];
  },

  async systemInstruction() {
    const plain = await generateText({ model, prompt });
    const guided = await generateText({ model, prompt, system: 'Answer like a pirate captain.' });
    assert.notEqual(guided.text, plain.text);
    assert.ok(guided.usage.inputTokens > plain.usage.inputTokens);
    return guided.text;
  },

  async stopSequences() {
    const whole = (await generateText({ model, prompt })).text;
    const word = whole.split(' ')[3];
    const answer = await generateText({ model, prompt, stopSequences: [word] });
    assert.equal(answer.text, whole.slice(0, whole.indexOf(word)));
    return word;
  },

  async maxTokens() {
    const answer = await generateText({ model, prompt, maxOutputTokens: 5, providerOptions: { google: { thinkingConfig: { thinkingBudget: 0 } } } });
    assert.equal(answer.finishReason, 'length');
    assert.equal(tokens(answer.usage.outputTokens), 5);
    return answer.text;
  },

  async imageOutput() {
    const { files } = await generateText({
      model: google()('gemini-2.5-flash-image'),
      prompt: 'A red bicycle',
      providerOptions: { google: { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '1:1' } } },
    });
    assert.equal(files[0].mediaType, 'image/png');
    const { width, height } = pngSize(files[0].base64);
    assert.equal(width, height);
    return `${width} x ${height}`;
  },

  async wrongModel() {
    const error = isCallError(await refused(generateText({ model: google()('gemini-9-nano'), prompt })), 404);
    assert.match(error.message, /^models\/gemini-9-nano is not found for API version v1beta/);
    return error.message;
  },

  async missingKey() {
    const keyless = google({ headers: { 'x-goog-api-key': '' } })('gemini-2.5-flash');
    const error = isCallError(await refused(generateText({ model: keyless, prompt })), 403);
    assert.match(error.message, /^Method doesn't allow unregistered callers/);
    return error.message;
  },

  async wrongKey() {
    const other = google({ apiKey: 'AIzaSyWrong', baseURL: `${keysUrl}/v1beta` })('gemini-2.5-flash');
    const error = isCallError(await refused(generateText({ model: other, prompt })), 400);
    assert.equal(error.message, 'API key not valid. Please pass a valid API key.');
    return error.message;
  },

  async badArgument() {
    const error = isCallError(await refused(generateText({ model, prompt, temperature: 3 })), 400);
    assert.match(error.message, /temperature/);
    return error.message;
  },

  async quota() {
    const error = isCallError(await refused(generateText({ model: inScenario('quota'), prompt, maxRetries: 0 })), 429, true);
    assert.match(error.message, /^You exceeded your current quota/);
    const details = JSON.parse(error.responseBody).error.details;
    assert.ok(details.some(entry => entry.retryDelay === '7s'));
    return error.message;
  },

  async overloadedThenAnswer() {
    const answer = await generateText({ model: inScenario('overloaded-once'), prompt, maxRetries: 2 });
    assert.equal(answer.text, 'Here I am.');
    return answer.text;
  },

  async midStreamError() {
    const seen = await parts({ model: inScenario('breaks') });
    assert.ok(seen.some(part => part.type === 'text-delta'), 'nothing came before the error');
    // The service writes the error as bare JSON between the events, which an event parser passes over: the SDK can only tell that no reason came.
    const finish = seen.find(part => part.type === 'finish');
    assert.ok(!['stop', 'length', 'tool-calls'].includes(finish.finishReason), finish.finishReason);
    return finish.finishReason;
  },

  async cutStream() {
    const texts = [];
    const error = await refused((async () => {
      for await (const text of streamText({ onError: () => {}, maxRetries: 0, prompt, model: inScenario('cut') }).textStream) {
        texts.push(text);
      }
    })());
    assert.ok(texts.join('').length > 0, 'nothing came before the cut');
    assert.ok(APICallError.isInstance(error), String(error));
    assert.equal(error.cause.message, 'terminated');
    return error.message;
  },

  async blockedPrompt() {
    const answer = await generateText({ model: inScenario('blocked'), prompt });
    assert.equal(answer.text, '');
    assert.equal(answer.providerMetadata.google.promptFeedback.blockReason, 'SAFETY');
    return answer.finishReason;
  },

  async abort() {
    const controller = new AbortController();
    const seen = [];
    for await (const part of streamText({ model: inScenario('slow'), prompt, abortSignal: controller.signal }).fullStream) {
      seen.push(part.type);
      if (part.type === 'text-delta') {
        controller.abort();
      }
    }

    assert.equal(seen.at(-1), 'abort');
    assert.ok((await generateText({ model, prompt })).text);
    return seen.join(' ');
  },

  async serverTimeout() {
    const hurried = google({ headers: { ...scenarioHeaders('late'), 'x-server-timeout': '0.2' } })('gemini-2.5-flash');
    const error = isCallError(await refused(generateText({ model: hurried, prompt, maxRetries: 0 })), 504, true);
    assert.equal(error.message, 'Deadline expired before operation could complete.');
    return error.message;
  },
});
