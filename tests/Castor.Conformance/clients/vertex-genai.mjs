// @google/genai in Vertex mode against BASE_URL: node vertex-genai.mjs PACKAGE [--only CASE...].
import { OAuth2Client } from 'google-auth-library';
import { all, apiKey, assert, baseUrl, cosine, keysUrl, refused, rightKey, runCases, scenarioHeaders } from './harness.mjs';
import { png } from './png.mjs';

const { GoogleGenAI, ApiError } = await import(process.argv[2] ?? '@google/genai');
const model = 'gemini-2.5-flash';
const prompt = 'Tell me about the two stars Castor and Pollux, please.';
const headers = { Authorization: 'Bearer conformance-token' };
// The SDK asks its auth library for headers even where the program sets one of its own, which then counts.
const authClient = new OAuth2Client();
authClient.setCredentials({ access_token: 'of-the-library' });
const developer = new GoogleGenAI({ apiKey, httpOptions: { baseUrl } });
const atProject = (location = 'us-central1', options = {}) =>
  new GoogleGenAI({ vertexai: true, project: 'castor-test', location, googleAuthOptions: { authClient }, httpOptions: { baseUrl, headers, ...options.httpOptions } });
const express = (key = apiKey, url = baseUrl) => new GoogleGenAI({ vertexai: true, apiKey: key, httpOptions: { baseUrl: url } });
const ai = atProject();

/** Checks the class and the status of an ApiError and hands back the body that is its message. */
function body(error, status) {
  assert.ok(error instanceof ApiError, `${error?.constructor?.name}: ${error?.message}`);
  assert.equal(error.status, status);
  return JSON.parse(error.message).error;
}

await runCases({
  async text() {
    const answer = await ai.models.generateContent({ model, contents: prompt });
    const [candidate] = answer.candidates;
    assert.equal(candidate.finishReason, 'STOP');
    assert.equal(candidate.index, undefined, 'an index of 0 is left out');
    assert.ok(candidate.avgLogprobs < 0);
    assert.match(answer.createTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    assert.equal(answer.usageMetadata.trafficType, 'ON_DEMAND');
    assert.ok(answer.usageMetadata.totalTokenCount > answer.usageMetadata.promptTokenCount);
    assert.equal(answer.modelVersion, model);
    assert.ok(answer.responseId);
    return answer.text;
  },

  async stream() {
    const chunks = await all(await ai.models.generateContentStream({ model, contents: prompt }));
    assert.ok(chunks.length > 1);
    assert.deepEqual(chunks.slice(0, -1).filter(chunk => chunk.usageMetadata.promptTokenCount !== undefined), [], 'usage is told only at the end');
    assert.ok(chunks.at(-1).usageMetadata.promptTokenCount > 0);
    assert.ok(chunks.every(chunk => chunk.usageMetadata.trafficType === 'ON_DEMAND'));
    assert.equal(new Set(chunks.map(chunk => chunk.createTime)).size, 1);
    assert.equal(chunks.map(chunk => chunk.text ?? '').join(''), (await ai.models.generateContent({ model, contents: prompt })).text);
    return `${chunks.length} chunks`;
  },

  async express() {
    const answer = await express().models.generateContent({ model, contents: prompt });
    assert.equal(answer.text, (await ai.models.generateContent({ model, contents: prompt })).text);
    return answer.createTime;
  },

  async switch() {
    // The migration guide's one line: the same program on either service.
    const image = { inlineData: { mimeType: 'image/png', data: png(64, 32) } };
    async function program(client) {
      const text = (await client.models.generateContent({ model, contents: prompt })).text;
      const picture = (await client.models.generateContent({ model, contents: [{ role: 'user', parts: [{ text: 'What is this?' }, image] }] })).text;
      const chat = client.chats.create({ model, config: { systemInstruction: 'You are a star guide.' } });
      const turns = [];
      for (const message of ['My name is Ada.', 'Where should I start?']) {
        turns.push((await chat.sendMessage({ message })).text);
      }

      const streamed = await all(await chat.sendMessageStream({ message: 'And then?' }));
      return { text, picture, turns, streamed: streamed.map(chunk => chunk.text ?? '').join('') };
    }

    const here = await program(developer);
    assert.deepEqual(await program(ai), here);
    assert.deepEqual(await program(express()), here);
    return here;
  },

  async countTokens() {
    const systemInstruction = 'You are a star guide.';
    const counted = await ai.models.countTokens({ model, contents: prompt, config: { systemInstruction } });
    const answer = await ai.models.generateContent({ model, contents: prompt, config: { systemInstruction } });
    assert.equal(counted.totalTokens, answer.usageMetadata.promptTokenCount);
    return counted.totalTokens;
  },

  async computeTokens() {
    const { tokensInfo: [info] } = await ai.models.computeTokens({ model, contents: 'Castor and Pollux' });
    assert.equal(info.role, 'user');
    assert.equal(info.tokenIds.length, info.tokens.length);
    assert.equal(Buffer.concat(info.tokens.map(token => Buffer.from(token, 'base64'))).toString(), 'Castor and Pollux');
    assert.equal(info.tokens.length, (await ai.models.countTokens({ model, contents: 'Castor and Pollux' })).totalTokens);
    return info.tokenIds;
  },

  async embed() {
    const contents = ['The cat sat on the mat.', 'A cat is sitting on a mat.', 'Quarterly revenue rose by nine percent.'];
    const config = { taskType: 'SEMANTIC_SIMILARITY', outputDimensionality: 768 };
    const answer = await ai.models.embedContent({ model: 'gemini-embedding-001', contents, config });
    const [a, b, c] = answer.embeddings.map(embedding => embedding.values);
    assert.equal(a.length, 768);
    assert.ok(cosine(a, b) > cosine(a, c));
    assert.ok(answer.metadata.billableCharacterCount > 0);
    assert.ok(answer.embeddings[0].statistics.tokenCount > 0);
    const here = await developer.models.embedContent({ model: 'gemini-embedding-001', contents, config });
    assert.deepEqual(here.embeddings.map(embedding => embedding.values), [a, b, c]);
    return answer.embeddings[0].statistics;
  },

  async models() {
    const models = await all(await ai.models.list({ config: { pageSize: 50 } }));
    const names = models.map(entry => entry.name);
    assert.ok(names.includes(`publishers/google/models/${model}`));
    assert.equal(new Set(names).size, names.length);
    const entry = await ai.models.get({ model });
    assert.equal(entry.name, `publishers/google/models/${model}`);
    assert.equal(entry.inputTokenLimit, undefined, 'Vertex AI tells no limits');
    return names.length;
  },

  async functionCalling() {
    const at = atProject('global');
    const tools = [{ functionDeclarations: [{ name: 'get_weather', description: 'Gets the weather of a city.', parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } }] }];
    const contents = [{ role: 'user', parts: [{ text: 'What is the weather in Oslo?' }] }];
    const first = await at.models.generateContent({ model: 'gemini-3-flash-preview', contents, config: { tools } });
    const [call] = first.functionCalls;
    assert.equal(call.args.city, 'Oslo');
    assert.ok(call.id, 'Gemini 3 numbers its calls');
    contents.push(first.candidates[0].content, { role: 'user', parts: [{ functionResponse: { id: call.id, name: call.name, response: { report: 'fog' } } }] });
    const second = await at.models.generateContent({ model: 'gemini-3-flash-preview', contents, config: { tools } });
    assert.match(second.text, /fog/);
    return second.text;
  },

  async streamedArguments() {
    const tools = [{ functionDeclarations: [{ name: 'get_weather', description: 'Gets the weather of a city.', parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] } }] }];
    const config = { tools, toolConfig: { functionCallingConfig: { streamFunctionCallArguments: true } } };
    const chunks = await all(await atProject('global').models.generateContentStream({ model: 'gemini-3-pro-preview', contents: 'What is the weather in Oslo?', config }));
    const call = chunks.flatMap(chunk => chunk.functionCalls ?? [])[0];
    assert.deepEqual(call.partialArgs, [{ jsonPath: '$.city', stringValue: 'Oslo' }]);
    assert.equal(call.args, undefined);
    return call;
  },

  async quota() {
    const other = atProject('us-central1', { httpOptions: { baseUrl, headers: { ...headers, ...scenarioHeaders('quota') } } });
    const error = body(await refused(other.models.generateContent({ model, contents: 'Hello' })), 429);
    assert.match(error.message, /^Resource exhausted\. Please try again later\. Please refer to https:\/\/cloud\.google\.com\/vertex-ai\//);
    assert.equal(error.details, undefined);
    return error.message;
  },

  async wrongModel() {
    const error = body(await refused(ai.models.generateContent({ model: 'gemini-9-nano', contents: 'Hello' })), 404);
    assert.ok(error.message.startsWith('Publisher Model `projects/castor-test/locations/us-central1/publishers/google/models/gemini-9-nano` was not found or your project'), error.message);
    return error.message;
  },

  async expressKey() {
    const answer = await express(rightKey, keysUrl).models.generateContent({ model, contents: 'Hello' });
    assert.ok(answer.text);
    const error = body(await refused(express('AIzaSyWrongWrongWrongWrongWrongWrongWro', keysUrl).models.generateContent({ model, contents: 'Hello' })), 400);
    assert.equal(error.message, 'API key not valid. Please pass a valid API key.');
    return error.message;
  },

  async unknownToken() {
    const other = atProject('global', { httpOptions: { baseUrl: keysUrl } });
    const error = body(await refused(other.models.generateContent({ model, contents: 'Hello' })), 401);
    assert.equal(error.status, 'UNAUTHENTICATED');
    assert.equal(error.details[0].reason, 'ACCESS_TOKEN_TYPE_UNSUPPORTED');
    return error.message;
  },
});
