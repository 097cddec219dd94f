// The legacy @google/generative-ai against BASE_URL: node generative-ai.mjs [--only CASE...].
import {
  GoogleGenerativeAI, GoogleGenerativeAIFetchError, GoogleGenerativeAIResponseError, SchemaType,
} from '@google/generative-ai';
import { all, apiKey, assert, baseUrl, checkUsage, cosine, keysUrl, norm, refused, runCases, scenarioHeaders } from './harness.mjs';
import { png } from './png.mjs';
import { stockTool, weatherTool } from './shapes.mjs';

const name = 'gemini-2.5-flash';
const prompt = 'Tell me about the two stars Castor and Pollux, please.';
const model = (parameters = {}, options = {}) =>
  new GoogleGenerativeAI(options.key ?? apiKey).getGenerativeModel({ model: name, ...parameters }, { baseUrl, ...options.request });
const inScenario = scenario => model({}, { request: { customHeaders: scenarioHeaders(scenario) } });
const json = responseSchema => ({ generationConfig: { responseMimeType: 'application/json', responseSchema } });

/** Checks the class and the status of an error. */
function isFetchError(error, status) {
  assert.ok(error instanceof GoogleGenerativeAIFetchError, `${error?.constructor?.name}: ${error?.stack}`);
  assert.equal(error.status, status);
  return error;
}

await runCases({
  async text() {
    const { response } = await model().generateContent(prompt);
    assert.ok(response.text().length > 0);
    assert.equal(response.candidates[0].finishReason, 'STOP');
    checkUsage(response.usageMetadata);
    return response.text();
  },

  async stream() {
    const { stream, response } = await model().generateContentStream(prompt);
    const texts = (await all(stream)).map(chunk => chunk.text());
    assert.ok(texts.length > 1, `${texts.length} chunk`);
    assert.equal((await response).text(), texts.join(''));
    assert.equal(texts.join(''), (await model().generateContent(prompt)).response.text());
    assert.equal((await response).candidates[0].finishReason, 'STOP');
    return `${texts.length} chunks`;
  },

  async chat() {
    // Greedy: a model that draws may answer with nothing, and such a turn is not kept in the history.
    const chat = model({ systemInstruction: 'You are a star guide.', generationConfig: { temperature: 0 } }).startChat({
      history: [{ role: 'user', parts: [{ text: 'I live in Oslo.' }] }, { role: 'model', parts: [{ text: 'Oslo sounds like a nice place.' }] }],
    });
    const second = (await chat.sendMessage('Where do I live?')).response;
    const alone = (await model({ systemInstruction: 'You are a star guide.' }).generateContent('Where do I live?')).response;
    assert.ok(second.usageMetadata.promptTokenCount > alone.usageMetadata.promptTokenCount);
    assert.notEqual(second.text(), alone.text());
    const third = await chat.sendMessageStream('And then?');
    await all(third.stream);
    await third.response;
    assert.deepEqual((await chat.getHistory()).map(turn => turn.role), ['user', 'model', 'user', 'model', 'user', 'model']);
    return second.text();
  },

  async image() {
    const { response } = await model().generateContent(['What is this?', { inlineData: { mimeType: 'image/png', data: png(64, 32) } }]);
    assert.equal(checkUsage(response.usageMetadata).IMAGE, 258);
    return response.text();
  },

  async functionCalling() {
    const chat = model({ tools: [{ functionDeclarations: [weatherTool(SchemaType), stockTool(SchemaType)] }] }).startChat();
    const asked = (await chat.sendMessage("What's the weather in Shanghai today?")).response;
    const [call] = asked.functionCalls();
    assert.equal(call.name, 'get_weather');
    assert.equal(call.args.city, 'Shanghai');
    const told = (await chat.sendMessage([{ functionResponse: { name: call.name, response: { result: 'Sunny, 25 degrees' } } }])).response;
    assert.equal(told.functionCalls(), undefined);
    assert.match(told.text(), /Sunny, 25 degrees/);
    return told.text();
  },

  async functionCallingAny() {
    const { response } = await model({
      tools: [{ functionDeclarations: [weatherTool(SchemaType), stockTool(SchemaType)] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['get_stock_price'] } },
    }).generateContent('Hello there.');
    assert.deepEqual(response.functionCalls().map(call => call.name), ['get_stock_price']);
    return response.functionCalls()[0].args;
  },

  async jsonSchema() {
    const { response } = await model(json({
      type: SchemaType.ARRAY,
      minItems: 2,
      maxItems: 3,
      items: {
        type: SchemaType.OBJECT,
        properties: { recipe_name: { type: SchemaType.STRING, nullable: false }, minutes: { type: SchemaType.INTEGER } },
        required: ['recipe_name', 'minutes'],
      },
    })).generateContent('List a few popular cookie recipes.');
    const recipes = JSON.parse(response.text());
    assert.ok(recipes.length >= 2 && recipes.length <= 3);
    assert.ok(recipes.every(recipe => typeof recipe.recipe_name === 'string' && Number.isInteger(recipe.minutes)));
    return recipes;
  },

  async enum() {
    const choices = ['drama', 'comedy'];
    const schema = { type: SchemaType.STRING, format: 'enum', enum: choices };
    const generationConfig = { responseMimeType: 'text/x.enum', responseSchema: schema };
    const { response } = await model({ generationConfig }).generateContent('Genre?');
    assert.ok(choices.includes(response.text()), response.text());
    return response.text();
  },

  async thinking() {
    const thinkingConfig = { includeThoughts: true, thinkingBudget: 256 };
    const { response } = await model({ generationConfig: { thinkingConfig } }).generateContent(prompt);
    assert.ok(response.candidates[0].content.parts[0].thought);
    assert.ok(response.usageMetadata.thoughtsTokenCount > 0);
    return response.usageMetadata.thoughtsTokenCount;
  },

  async countTokens() {
    const { totalTokens } = await model({ systemInstruction: 'Be brief.' }).countTokens(prompt);
    const { response } = await model({ systemInstruction: 'Be brief.' }).generateContent(prompt);
    assert.equal(totalTokens, response.usageMetadata.promptTokenCount);
    return totalTokens;
  },

  async embedOne() {
    const { embedding } = await model({ model: 'text-embedding-004' }).embedContent('A cat sat.');
    assert.equal(embedding.values.length, 768);
    assert.ok(Math.abs(norm(embedding.values) - 1) < 1e-3);
    return embedding.values.length;
  },

  async embedMany() {
    const requests = ['The cat sat on the mat.', 'A cat is sitting on a mat.', 'Quarterly revenue rose by nine percent.']
      .map(text => ({ content: { role: 'user', parts: [{ text }] } }));
    const { embeddings } = await model({ model: 'gemini-embedding-001' }).batchEmbedContents({ requests });
    const [a, b, c] = embeddings.map(embedding => embedding.values);
    assert.ok(cosine(a, b) > cosine(a, c));
    return embeddings.length;
  },

  async systemInstruction() {
    const plain = (await model().generateContent(prompt)).response;
    const guided = (await model({ systemInstruction: 'Answer like a pirate captain.' }).generateContent(prompt)).response;
    assert.notEqual(guided.text(), plain.text());
    assert.ok(guided.usageMetadata.promptTokenCount > plain.usageMetadata.promptTokenCount);
    return guided.text();
  },

  async stopSequences() {
    const whole = (await model().generateContent(prompt)).response.text();
    const word = whole.split(' ')[3];
    const { response } = await model({ generationConfig: { stopSequences: [word] } }).generateContent(prompt);
    assert.equal(response.text(), whole.slice(0, whole.indexOf(word)));
    return word;
  },

  async maxTokens() {
    const { response } = await model({ generationConfig: { maxOutputTokens: 5, thinkingConfig: { thinkingBudget: 0 } } }).generateContent(prompt);
    assert.equal(response.candidates[0].finishReason, 'MAX_TOKENS');
    assert.equal(response.usageMetadata.candidatesTokenCount, 5);
    return response.text();
  },

  async wrongModel() {
    const error = isFetchError(await refused(model({ model: 'gemini-9-nano' }).generateContent(prompt)), 404);
    assert.match(error.message, /\[404 Not Found\] models\/gemini-9-nano is not found for API version v1beta/);
    return error.message;
  },

  async missingKey() {
    const error = isFetchError(await refused(model({}, { key: '' }).generateContent(prompt)), 403);
    assert.match(error.message, /Method doesn't allow unregistered callers/);
    return error.message;
  },

  async wrongKey() {
    const error = isFetchError(await refused(model({}, { key: 'AIzaSyWrong', request: { baseUrl: keysUrl } }).generateContent(prompt)), 400);
    assert.match(error.message, /API key not valid\. Please pass a valid API key\./);
    assert.equal(error.errorDetails.find(entry => entry.reason).reason, 'API_KEY_INVALID');
    return error.message;
  },

  async unknownField() {
    const error = isFetchError(await refused(model({ generationConfig: { temprature: 1 } }).generateContent(prompt)), 400);
    assert.match(error.message, /Invalid JSON payload received\. Unknown name "temprature" at 'generation_config': Cannot find field\./);
    assert.equal(error.errorDetails[0].fieldViolations[0].field, 'generation_config');
    return error.message;
  },

  async badArgument() {
    const error = isFetchError(await refused(model({ generationConfig: { topP: 1.5 } }).generateContent(prompt)), 400);
    assert.match(error.message, /top_?p/i);
    return error.message;
  },

  async quota() {
    const error = isFetchError(await refused(inScenario('quota').generateContent(prompt)), 429);
    assert.match(error.message, /You exceeded your current quota/);
    assert.equal(error.errorDetails.find(entry => entry.retryDelay).retryDelay, '7s');
    return error.message;
  },

  async midStreamError() {
    const { stream, response } = await inScenario('breaks').generateContentStream(prompt);
    response.catch(() => {});
    const texts = [];
    const error = await refused((async () => {
      for await (const chunk of stream) {
        texts.push(chunk.text());
      }
    })());
    assert.ok(texts.join('').length > 0, 'nothing came before the error');
    return `${error.constructor.name}: ${error.message}`;
  },

  async blockedPrompt() {
    const { response } = await inScenario('blocked').generateContent(prompt);
    assert.throws(() => response.text(), error => error instanceof GoogleGenerativeAIResponseError && /SAFETY/.test(error.message));
    return response.promptFeedback;
  },

  async abort() {
    const controller = new AbortController();
    const { stream, response } = await inScenario('slow').generateContentStream(prompt, { signal: controller.signal });
    response.catch(() => {});
    let chunks = 0;
    const error = await refused((async () => {
      for await (const _ of stream) {
        chunks++;
        controller.abort();
      }
    })());
    assert.equal(chunks, 1);
    assert.match(error.message, /Error reading from the stream/);
    assert.ok((await model().generateContent(prompt)).response.text());
    return error.message;
  },

  async serverTimeout() {
    const hurried = model({}, { request: { customHeaders: { ...scenarioHeaders('late'), 'x-server-timeout': '0.2' } } });
    const error = isFetchError(await refused(hurried.generateContent(prompt)), 504);
    assert.match(error.message, /Deadline expired before operation could complete\./);
    return error.message;
  },
});
