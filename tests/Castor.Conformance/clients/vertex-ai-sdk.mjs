// The AI SDK with @ai-sdk/google-vertex against BASE_URL: node vertex-ai-sdk.mjs [--only CASE...].
import { createGoogleVertex, createVertex } from '@ai-sdk/google-vertex';
import { APICallError, embedMany, generateText, isStepCount, jsonSchema, stepCountIs, streamText, tool } from 'ai-newest';
import { OAuth2Client } from 'google-auth-library';
import { all, apiKey, assert, baseUrl, cosine, refused, runCases, scenarioHeaders } from './harness.mjs';
import { png } from './png.mjs';

const create = createGoogleVertex ?? createVertex;
const stopAfter = stepCountIs ?? isStepCount;
const authClient = new OAuth2Client();
authClient.setCredentials({ access_token: 'conformance-token' });
const project = (location = 'us-central1', headers = {}) => create({
  project: 'castor-test',
  location,
  baseURL: `${baseUrl}/v1beta1/projects/castor-test/locations/${location}/publishers/google`,
  googleAuthOptions: { authClient },
  headers,
});
const express = create({ apiKey, baseURL: `${baseUrl}/v1/publishers/google` });
const model = project()('gemini-2.5-flash');
const prompt = 'Tell me about the two stars Castor and Pollux, please.';

await runCases({
  async text() {
    const answer = await generateText({ model, prompt });
    assert.equal(answer.finishReason, 'stop');
    assert.ok(answer.usage.inputTokens > 0 && answer.usage.outputTokens > 0);
    return answer.text;
  },

  async express() {
    const answer = await generateText({ model: express('gemini-2.5-flash'), prompt });
    assert.equal(answer.text, (await generateText({ model, prompt })).text);
    return answer.usage;
  },

  async stream() {
    const answer = streamText({ model, prompt });
    const texts = await all(answer.textStream);
    assert.ok(texts.length > 1);
    assert.equal(texts.join(''), (await generateText({ model, prompt })).text);
    assert.ok((await answer.usage).inputTokens > 0);
    return `${texts.length} chunks`;
  },

  async image() {
    const image = { type: 'file', data: Buffer.from(png(64, 32), 'base64'), mediaType: 'image/png' };
    const answer = await generateText({ model, messages: [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] }] });
    const alone = await generateText({ model, prompt: 'What is this?' });
    assert.equal(answer.usage.inputTokens, alone.usage.inputTokens + 258);
    return answer.text;
  },

  async functionCalling() {
    const calls = [];
    const weather = tool({
      description: 'Gets the current weather of a city.',
      inputSchema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false }),
      execute: async ({ city }) => {
        calls.push(city);
        return { report: `${city} lies in fog` };
      },
    });
    const answer = await generateText({ model: project('global')('gemini-3-flash-preview'), prompt: 'What is the weather in Oslo?', tools: { weather }, stopWhen: stopAfter(3) });
    assert.deepEqual(calls, ['Oslo']);
    assert.match(answer.text, /fog/);
    return answer.text;
  },

  async embedMany() {
    const values = ['The cat sat on the mat.', 'A cat is sitting on a mat.', 'Quarterly revenue rose by nine percent.'];
    const { embeddings, usage } = await embedMany({ model: project().embeddingModel('gemini-embedding-001'), values });
    assert.equal(embeddings.length, 3);
    assert.ok(cosine(embeddings[0], embeddings[1]) > cosine(embeddings[0], embeddings[2]));
    assert.ok(usage.tokens > 0);
    return usage;
  },

  async wrongModel() {
    const error = await refused(generateText({ model: project()('gemini-9-nano'), prompt, maxRetries: 0 }));
    assert.ok(APICallError.isInstance(error), `${error?.constructor?.name}: ${error?.message}`);
    assert.equal(error.statusCode, 404);
    assert.match(error.message, /^Publisher Model `projects\/castor-test\//);
    return error.message;
  },

  async quota() {
    const error = await refused(generateText({ model: project('us-central1', scenarioHeaders('quota'))('gemini-2.5-flash'), prompt, maxRetries: 0 }));
    assert.equal(error.statusCode, 429);
    assert.ok(error.isRetryable);
    assert.match(error.message, /^Resource exhausted\. Please try again later\./);
    return error.message;
  },
});
