// The openai package against BASE_URL: node openai.mjs PACKAGE [--only CASE...].
import { all, apiKey, assert, baseUrl, cosine, keysUrl, norm, refused, restrictedKey, rightKey, runCases, scenarioHeaders, versionOf } from './harness.mjs';
import { png } from './png.mjs';
import { order, stockTool, weatherTool } from './shapes.mjs';

const packageName = process.argv[2];
const { default: OpenAI, APIError, BadRequestError, NotFoundError, RateLimitError } = await import(packageName);
const { zodResponseFormat, zodFunction } = await import(`${packageName}/helpers/zod`);
const { z } = await import('zod');

const model = 'gemini-2.5-flash';
const prompt = 'Tell me about the two stars Castor and Pollux, please.';
const mount = '/v1beta/openai/';
const client = (path = mount, options = {}) => new OpenAI({ apiKey, baseURL: baseUrl + path, maxRetries: 0, ...options });
const openai = client();
const user = content => ({ role: 'user', content });
const chat = (parameters, options) => openai.chat.completions.create({ model, messages: [user(prompt)], ...parameters }, options);
const text = async (parameters, options) => (await chat(parameters, options)).choices[0].message.content;
const tool = declaration => ({ type: 'function', function: declaration });
const Type = { OBJECT: 'object', STRING: 'string' };
const tools = [tool(weatherTool(Type)), tool(stockTool(Type))];
const vertexPath = '/v1/projects/castor-test/locations/global/endpoints/openapi';
const speech = Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x80\x3e\x00\x00', 'latin1'), Buffer.alloc(16000)]);

/** Checks the class of an error, and what Google's array of one object says: the client shows no more than the status. */
function isError(error, Class, status) {
  assert.ok(error instanceof Class && error instanceof APIError, `${error?.constructor?.name}: ${error?.stack}`);
  assert.equal(error.status, status);
  return error.message;
}

/** What the server answers to a body, as it stands. */
async function raw(path, body, key = apiKey, base = baseUrl) {
  const response = await fetch(base + path, {
    method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

await runCases({
  async text() {
    const answer = await chat({});
    assert.equal(answer.object, 'chat.completion');
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.choices[0].message.role, 'assistant');
    assert.match(answer.choices[0].message.content, /Castor/);
    assert.ok(answer.usage.prompt_tokens > 0);
    const { prompt_tokens, completion_tokens, completion_tokens_details, total_tokens } = answer.usage;
    assert.equal(total_tokens, prompt_tokens + completion_tokens + completion_tokens_details.reasoning_tokens);
    return answer.usage;
  },

  async everyMount() {
    const texts = [];
    for (const path of ['/v1beta/openai', '/v1/openai', '/v1alpha/openai', '/openai/v1']) {
      const answer = await client(path).chat.completions.create({ model: `models/${model}`, messages: [user(prompt)] });
      texts.push(answer.choices[0].message.content);
    }

    assert.deepEqual(new Set(texts), new Set([await text({})]));
    return texts.length;
  },

  async vertex() {
    const vertex = client(vertexPath);
    const answer = await vertex.chat.completions.create({ model: `google/${model}`, messages: [user(prompt)], user: 'ada', top_k: 3 });
    assert.equal(answer.choices[0].message.content, await text({}));
    assert.equal(answer.model, `google/${versionOf(model)}`);
    return answer.model;
  },

  async stream() {
    const chunks = await all(await chat({ stream: true }));
    assert.ok(chunks.length > 1);
    assert.ok(chunks.every(chunk => chunk.object === 'chat.completion.chunk' && chunk.id === chunks[0].id && !chunk.usage));
    assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
    assert.equal(chunks.map(chunk => chunk.choices[0].delta.content ?? '').join(''), await text({}));
    return `${chunks.length} chunks`;
  },

  async streamUsage() {
    const chunks = await all(await chat({ stream: true, stream_options: { include_usage: true } }));
    assert.deepEqual(chunks.at(-1).usage, (await chat({})).usage);
    return chunks.at(-1).usage;
  },

  async streamHelper() {
    const runner = openai.chat.completions.stream({ model, messages: [user('What is the weather in Paris?')], tools });
    const completion = await runner.finalChatCompletion();
    const [call] = completion.choices[0].message.tool_calls;
    assert.equal(call.function.name, 'get_weather');
    assert.equal(JSON.parse(call.function.arguments).city, 'Paris');
    assert.equal(completion.choices[0].finish_reason, 'tool_calls');
    return call;
  },

  async conversation() {
    const messages = [
      { role: 'developer', content: 'You are a star guide.' }, user('My name is Ada.'), { role: 'assistant', content: 'Hello, Ada.' },
      user([{ type: 'text', text: 'Where should I start?' }]),
    ];
    const whole = await chat({ messages });
    const alone = await chat({ messages: messages.slice(3) });
    assert.ok(whole.usage.prompt_tokens > alone.usage.prompt_tokens);
    assert.notEqual(whole.choices[0].message.content, alone.choices[0].message.content);
    const again = await chat({ messages: [...messages, whole.choices[0].message, user('And then?')] });
    assert.ok(again.usage.prompt_tokens > whole.usage.prompt_tokens);
    return again.choices[0].message.content;
  },

  async image() {
    const url = `data:image/png;base64,${png(64, 32)}`;
    const seen = await chat({ messages: [user([{ type: 'text', text: 'What is this?' }, { type: 'image_url', image_url: { url } }])] });
    const blind = await chat({ messages: [user('What is this?')] });
    assert.equal(seen.usage.prompt_tokens - blind.usage.prompt_tokens, 258);
    return seen.choices[0].message.content;
  },

  async audio() {
    const input_audio = { data: speech.toString('base64'), format: 'wav' };
    const heard = await chat({ messages: [user([{ type: 'text', text: 'What do you hear?' }, { type: 'input_audio', input_audio }])] });
    const deaf = await chat({ messages: [user('What do you hear?')] });
    assert.ok(heard.usage.prompt_tokens > deaf.usage.prompt_tokens);
    return heard.usage;
  },

  async remoteImage() {
    const image_url = { url: 'https://example.com/cat.png' };
    isError(await refused(chat({ messages: [user([{ type: 'image_url', image_url }])] })), BadRequestError, 400);
    const { body } = await raw('/v1beta/openai/chat/completions', { model, messages: [user([{ type: 'image_url', image_url }])] });
    assert.match(body[0].error.message, /messages\[0\]\.content\[0\]\.image_url\.url.*data: URI/);
    return body[0].error.message;
  },

  async tools() {
    const messages = [user('What is the weather in Paris?')];
    const asked = (await chat({ messages, tools })).choices[0];
    assert.equal(asked.finish_reason, 'tool_calls');
    const [call] = asked.message.tool_calls;
    assert.equal(call.type, 'function');
    assert.equal(JSON.parse(call.function.arguments).city, 'Paris');
    const result = { role: 'tool', tool_call_id: call.id, content: JSON.stringify({ sky: 'thundery', celsius: 31 }) };
    const told = (await chat({ messages: [...messages, asked.message, result], tools })).choices[0];
    assert.equal(told.finish_reason, 'stop');
    assert.match(told.message.content, /thundery/);
    return told.message.content;
  },

  async parallelTools() {
    const messages = [user('What is the weather in Paris, and in Oslo?')];
    const unary = (await chat({ messages, tools })).choices[0].message;
    assert.deepEqual(unary.tool_calls.map(call => JSON.parse(call.function.arguments).city), ['Paris', 'Oslo']);
    assert.equal(new Set(unary.tool_calls.map(call => call.id)).size, 2);
    const streamed = await openai.chat.completions.stream({ model, messages, tools }).finalMessage();
    assert.deepEqual(streamed.tool_calls.map(call => call.function.arguments), unary.tool_calls.map(call => call.function.arguments));
    const results = unary.tool_calls.map((call, i) => ({ role: 'tool', tool_call_id: call.id, content: `${20 + i} degrees` }));
    const told = await text({ messages: [...messages, unary, ...results], tools });
    assert.match(told, /20 degrees/);
    const single = (await chat({ messages, tools, parallel_tool_calls: false })).choices[0].message;
    assert.equal(single.tool_calls.length, 1);
    return told;
  },

  async toolChoice() {
    const messages = [user('Hello there.')];
    const named = (await chat({ messages, tools, tool_choice: { type: 'function', function: { name: 'get_stock_price' } } })).choices[0].message;
    assert.deepEqual(named.tool_calls.map(call => call.function.name), ['get_stock_price']);
    const required = (await chat({ messages, tools, tool_choice: 'required' })).choices[0].message;
    assert.ok(required.tool_calls.length > 0);
    const none = (await chat({ messages: [user('What is the weather in Paris?')], tools, tool_choice: 'none' })).choices[0].message;
    assert.equal(none.tool_calls, undefined);
    return named.tool_calls[0].function.arguments;
  },

  async runTools() {
    const cities = [];
    const runner = openai.chat.completions.runTools({
      model,
      messages: [user('What is the weather in Paris?')],
      tools: [zodFunction({
        name: 'get_weather',
        description: 'Gets the current weather of a city.',
        parameters: z.object({ city: z.string() }),
        function: ({ city }) => { cities.push(city); return { sky: 'thundery' }; },
      })],
    });
    assert.match(await runner.finalContent(), /thundery/);
    assert.deepEqual(cities, ['Paris']);
    return cities;
  },

  async thoughtSignatures() {
    const messages = [user('What is the weather in Paris?')];
    const parameters = { model: 'gemini-3-flash-preview', tools };
    const { message } = (await chat({ ...parameters, messages })).choices[0];
    const [call] = message.tool_calls;
    assert.ok(call.extra_content.google.thought_signature.length > 20, JSON.stringify(call));
    const result = { role: 'tool', tool_call_id: call.id, content: '{"sky":"thundery"}' };
    assert.match(await text({ ...parameters, messages: [...messages, message, result] }), /thundery/);
    const { extra_content: _, ...unsigned } = call;
    const { status, body } = await raw('/v1beta/openai/chat/completions', { ...parameters, messages: [...messages, { ...message, tool_calls: [unsigned] }, result] });
    assert.equal(status, 400);
    assert.match(body[0].error.message, /Function call is missing a thought_signature/);
    return body[0].error.message;
  },

  async jsonObject() {
    const json = await text({ messages: [user('My name is Ada and I am 41 years old. Answer as JSON with name and age.')], temperature: 0, reasoning_effort: 'none', response_format: { type: 'json_object' } });
    assert.equal(typeof JSON.parse(json), 'object');
    return json;
  },

  async jsonSchema() {
    const answer = await openai.chat.completions.parse({
      model, messages: [user('Order 3 lamps and 2 chairs, paid.')], response_format: zodResponseFormat(order, 'order'),
    });
    order.parse(answer.choices[0].message.parsed);
    return answer.choices[0].message.parsed;
  },

  async manyAnswers() {
    const answer = await chat({ n: 3 });
    assert.deepEqual(answer.choices.map(choice => choice.index), [0, 1, 2]);
    assert.equal(new Set(answer.choices.map(choice => choice.message.content)).size, 3);
    const chunks = await all(await chat({ n: 2, stream: true }));
    assert.deepEqual(new Set(chunks.flatMap(chunk => chunk.choices.map(choice => choice.index))), new Set([0, 1]));
    return answer.choices.length;
  },

  async stop() {
    const whole = await text({});
    const word = whole.split(' ')[3];
    assert.equal(await text({ stop: word }), whole.slice(0, whole.indexOf(word)));
    assert.equal(await text({ stop: [word, 'nothing such'] }), whole.slice(0, whole.indexOf(word)));
    return word;
  },

  async seed() {
    const story = seed => text({ messages: [user('Tell me a story.')], seed, temperature: 1 });
    const [a, b, c] = [await story(7), await story(7), await story(8)];
    assert.equal(a, b);
    assert.notEqual(a, c);
    return a.length;
  },

  async maxTokens() {
    for (const limit of [{ max_tokens: 5 }, { max_completion_tokens: 5 }, { max_completion_tokens: 5, max_tokens: 50 }]) {
      const answer = await chat({ ...limit, reasoning_effort: 'none' });
      assert.equal(answer.choices[0].finish_reason, 'length');
      assert.equal(answer.usage.completion_tokens, 5);
    }
  },

  async logprobs() {
    const answer = await chat({ model: 'gemini-2.0-flash', logprobs: true, top_logprobs: 3, max_tokens: 8 });
    const { content } = answer.choices[0].logprobs;
    assert.equal(content.length, 8);
    assert.ok(content.every(token => token.logprob <= 0 && token.top_logprobs.length === 3));
    assert.equal(content.map(token => Buffer.from(token.bytes).toString()).join(''), content.map(token => token.token).join(''));
    return content[0];
  },

  async reasoningEffort() {
    const none = await chat({ reasoning_effort: 'none' });
    assert.equal(none.usage.completion_tokens_details?.reasoning_tokens ?? 0, 0);
    const high = await chat({ reasoning_effort: 'high' });
    assert.ok(high.usage.completion_tokens_details.reasoning_tokens > 0);
    await chat({ model: 'gemini-3-flash-preview', reasoning_effort: 'minimal' });
    isError(await refused(chat({ model: 'gemini-2.5-pro', reasoning_effort: 'none' })), BadRequestError, 400);
    return high.usage;
  },

  async thoughts() {
    const extra_body = { google: { thinking_config: { thinking_budget: 256, include_thoughts: true } } };
    const { message } = (await chat({ extra_body })).choices[0];
    assert.match(message.content, /^<thought>[^<]+<\/thought>/);
    assert.equal(message.extra_content.google.thought, true);
    const chunks = (await all(await chat({ extra_body, stream: true }))).map(chunk => chunk.choices[0].delta);
    assert.equal(chunks.map(delta => delta.content ?? '').join(''), message.content);
    assert.ok(chunks[0].content.startsWith('<thought>') && chunks[0].extra_content.google.thought);
    const again = await text({ messages: [user(prompt), message, user('Go on.')] });
    const { body } = await raw('/v1beta/openai/chat/completions', { model, messages: [user('hi')], reasoning_effort: 'low', extra_body });
    assert.match(body[0].error.message, /Expected one of either `reasoning_effort` or custom `thinking_config`; found both\./);
    return again;
  },

  async embedOne() {
    const { data: [one], usage } = await openai.embeddings.create({ model: 'gemini-embedding-001', input: 'A cat sat.' });
    assert.equal(one.embedding.length, 3072);
    assert.ok(Math.abs(norm(one.embedding) - 1) < 1e-3);
    assert.ok(usage.prompt_tokens > 0);
    return one.embedding.length;
  },

  async embedMany() {
    const input = ['The cat sat on the mat.', 'A cat is sitting on a mat.', 'Quarterly revenue rose by nine percent.'];
    const packed = await openai.embeddings.create({ model: 'gemini-embedding-001', input, dimensions: 768 });
    const plain = await openai.embeddings.create({ model: 'gemini-embedding-001', input, dimensions: 768, encoding_format: 'float' });
    const [a, b, c] = plain.data.map(one => one.embedding);
    assert.equal(a.length, 768);
    assert.ok(cosine(a, b) > cosine(a, c));
    assert.deepEqual(packed.data.map(one => [...one.embedding].map(Math.fround)), plain.data.map(one => one.embedding.map(Math.fround)));
    return packed.data.length;
  },

  async models() {
    const ids = (await all(openai.models.list())).map(entry => entry.id);
    assert.ok(ids.includes(`models/${model}`));
    for (const name of [model, `models/${model}`]) {
      const { id, object, owned_by } = await openai.models.retrieve(name);
      assert.deepEqual({ id, object, owned_by }, { id: `models/${model}`, object: 'model', owned_by: 'google' });
    }

    isError(await refused(openai.models.retrieve('gemini-9-nano')), NotFoundError, 404);
    return ids.length;
  },

  async images() {
    const { data } = await openai.images.generate({
      model: 'gemini-2.5-flash-image', prompt: 'A red lamp', n: 2, size: '1024x1024', response_format: 'b64_json', quality: 'hd',
    });
    assert.equal(data.length, 2);
    assert.ok(data.every(image => Buffer.from(image.b64_json, 'base64').subarray(1, 4).toString() === 'PNG'));
    assert.notEqual(data[0].b64_json, data[1].b64_json);
    return data[0].b64_json.length;
  },

  async wrongModel() {
    return isError(await refused(chat({ model: 'gemini-9-nano' })), NotFoundError, 404);
  },

  async wrongKey() {
    const { status, body } = await raw('/v1beta/openai/chat/completions', { model, messages: [user('hi')] }, 'AIzaSyWrong', keysUrl);
    assert.deepEqual([status, body[0].error], [400, { code: 400, message: 'Please pass a valid API key', status: 'INVALID_ARGUMENT' }]);
    const right = await raw('/v1beta/openai/chat/completions', { model, messages: [user('hi')] }, rightKey, keysUrl);
    assert.equal(right.status, 200);
    const restricted = await raw('/v1beta/openai/chat/completions', { model, messages: [user('hi')] }, restrictedKey, keysUrl);
    assert.equal(restricted.status, 403);
    const embedding = await raw('/v1beta/openai/embeddings', { model: 'gemini-embedding-001', input: 'hi' }, restrictedKey, keysUrl);
    assert.equal(embedding.status, 200);
    return restricted.body[0].error.message;
  },

  async unknownParameter() {
    isError(await refused(chat({ frequency_penalty: 1 })), BadRequestError, 400);
    const { body } = await raw('/v1beta/openai/chat/completions', { model, messages: [user('hi')], frequency_penalty: 1, reasoning: {} });
    assert.deepEqual(body[0].error.details[0].fieldViolations, ['frequency_penalty', 'reasoning'].map(name => ({
      description: `Invalid JSON payload received. Unknown name "${name}": Cannot find field.`,
    })));
    return body[0].error.message;
  },

  async responses() {
    return isError(await refused(openai.responses.create({ model, input: 'hi' })), APIError, 501);
  },

  async quota() {
    return isError(await refused(chat({}, { headers: scenarioHeaders('quota') })), RateLimitError, 429);
  },

  async blockedPrompt() {
    const { choices: [choice] } = await chat({}, { headers: scenarioHeaders('blocked') });
    assert.equal(choice.finish_reason, 'content_filter');
    return choice;
  },

  async midStreamError() {
    const texts = [];
    const error = await refused((async () => {
      for await (const chunk of await chat({ stream: true }, { headers: scenarioHeaders('breaks') })) {
        texts.push(chunk.choices[0].delta.content);
      }
    })());
    assert.ok(error instanceof APIError, error.stack);
    assert.equal(texts.join(''), 'One word and');
    return error.message;
  },

  async abort() {
    const stream = await chat({ stream: true }, { headers: scenarioHeaders('slow') });
    let chunks = 0;
    for await (const _ of stream) {
      chunks++;
      stream.controller.abort();
    }

    assert.equal(chunks, 1);
    assert.ok(await text({}));
  },
});
