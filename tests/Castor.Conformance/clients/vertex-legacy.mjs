// The legacy @google-cloud/vertexai against BASE_URL: node vertex-legacy.mjs [--only CASE...].
import { VertexAI } from '@google-cloud/vertexai';
import { OAuth2Client } from 'google-auth-library';
import { all, assert, baseUrl, checkUsage, refused, runCases } from './harness.mjs';
import { png } from './png.mjs';

// The SDK knows no address but https://; everything else of it is left as it is.
const { host } = new URL(baseUrl);
const plainFetch = globalThis.fetch;
globalThis.fetch = (url, options) => plainFetch(String(url).replace(`https://${host}/`, `http://${host}/`), options);

const authClient = new OAuth2Client();
authClient.setCredentials({ access_token: 'conformance-token' });
const vertex = new VertexAI({ project: 'castor-test', location: 'europe-west4', apiEndpoint: host, googleAuthOptions: { authClient } });
const model = vertex.getGenerativeModel({ model: 'gemini-2.5-flash' });
const prompt = 'Tell me about the two stars Castor and Pollux, please.';
const textOf = response => response.candidates[0].content.parts.map(part => part.text ?? '').join('');

await runCases({
  async text() {
    const { response } = await model.generateContent(prompt);
    assert.equal(response.candidates[0].finishReason, 'STOP');
    checkUsage(response.usageMetadata);
    return textOf(response);
  },

  async stream() {
    const answer = await model.generateContentStream(prompt);
    const chunks = await all(answer.stream);
    assert.ok(chunks.length > 1);
    const whole = await answer.response;
    assert.equal(textOf(whole), textOf((await model.generateContent(prompt)).response));
    checkUsage(whole.usageMetadata);
    return `${chunks.length} chunks`;
  },

  async chat() {
    const chat = model.startChat({ systemInstruction: 'You are a star guide.' });
    const first = textOf((await chat.sendMessage('My name is Ada.')).response);
    const second = textOf((await chat.sendMessage('Where should I start?')).response);
    assert.equal((await chat.getHistory()).length, 4);
    assert.notEqual(first, second);
    return second;
  },

  async image() {
    const inlineData = { mimeType: 'image/png', data: png(700, 1003) };
    const { response } = await model.generateContent({ contents: [{ role: 'user', parts: [{ text: 'What is this?' }, { inlineData }] }] });
    assert.equal(checkUsage(response.usageMetadata).IMAGE, 1806);
    return textOf(response);
  },

  async functionCalling() {
    const tools = [{
      functionDeclarations: [{
        name: 'get_weather', description: 'Gets the weather of a city.', parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] },
      }],
    }];
    const contents = [{ role: 'user', parts: [{ text: 'What is the weather in Oslo?' }] }];
    const { response } = await model.generateContent({ contents, tools });
    const call = response.candidates[0].content.parts.find(part => part.functionCall).functionCall;
    assert.equal(call.name, 'get_weather');
    contents.push(response.candidates[0].content);
    contents.push({ role: 'function', parts: [{ functionResponse: { name: call.name, response: { report: 'fog' } } }] });
    const answer = textOf((await model.generateContent({ contents, tools })).response);
    assert.match(answer, /fog/);
    return [call.args, answer];
  },

  async countTokens() {
    const counted = await model.countTokens({ contents: [{ role: 'user', parts: [{ text: prompt }] }] });
    assert.equal(counted.totalTokens, (await model.generateContent(prompt)).response.usageMetadata.promptTokenCount);
    assert.equal(counted.totalBillableCharacters, prompt.replaceAll(' ', '').length);
    return counted;
  },

  async wrongModel() {
    const error = await refused(vertex.getGenerativeModel({ model: 'gemini-9-nano' }).generateContent('Hello'));
    assert.equal(error.constructor.name, 'ClientError');
    assert.match(error.message, /Publisher Model `projects\/castor-test\/locations\/europe-west4\/publishers\/google\/models\/gemini-9-nano` was not found/);
    return error.message;
  },
});
