// @google/genai against BASE_URL: node genai.mjs PACKAGE [--only CASE...], PACKAGE being @google/genai or an alias of it.
import { all, apiKey, assert, baseUrl, checkUsage, cosine, engine, norm, refused, runCases, versionOf } from './harness.mjs';
import { failures } from './genai-failures.mjs';
import { functionCalling } from './genai-tools.mjs';
import { png, pngSize } from './png.mjs';
import { order, orderSchema } from './shapes.mjs';

const sdk = await import(process.argv[2] ?? '@google/genai');
const { GoogleGenAI, Type } = sdk;
const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl } });
const model = 'gemini-2.5-flash';
const prompt = 'Tell me about the two stars Castor and Pollux, please.';
const generate = (contents, config, name = model) => ai.models.generateContent({ model: name, contents, config });
const text = async (contents, config) => (await generate(contents, config)).text;

await runCases({
  async text() {
    const answer = await generate(prompt);
    assert.ok(answer.text.length > 0);
    assert.equal(answer.candidates.length, 1);
    assert.equal(answer.candidates[0].finishReason, 'STOP');
    assert.equal(answer.candidates[0].content.role, 'model');
    assert.equal(answer.modelVersion, versionOf(model));
    assert.ok(answer.responseId);
    assert.equal(answer.sdkHttpResponse.headers['x-castor-engine'], engine);
    checkUsage(answer.usageMetadata);
    return answer.text;
  },

  async stream() {
    const chunks = await all(await ai.models.generateContentStream({ model, contents: prompt }));
    assert.ok(chunks.length > 1, `${chunks.length} chunk`);
    assert.equal(chunks.map(chunk => chunk.text ?? '').join(''), await text(prompt));
    assert.deepEqual(chunks.slice(0, -1).filter(chunk => chunk.candidates[0].finishReason), []);
    assert.equal(chunks.at(-1).candidates[0].finishReason, 'STOP');
    assert.equal(new Set(chunks.map(chunk => chunk.responseId)).size, 1);
    chunks.forEach(chunk => checkUsage(chunk.usageMetadata));
    return `${chunks.length} chunks`;
  },

  async chat() {
    const chat = ai.chats.create({ model, config: { systemInstruction: 'You are a star guide.' } });
    const first = await chat.sendMessage({ message: 'I live in Oslo.' });
    const second = await chat.sendMessage({ message: 'Where do I live?' });
    const alone = await generate('Where do I live?', { systemInstruction: 'You are a star guide.' });
    assert.ok(second.usageMetadata.promptTokenCount > alone.usageMetadata.promptTokenCount, 'the history was not counted');
    assert.notEqual(second.text, alone.text, 'the history was not reflected');
    const third = await all(await chat.sendMessageStream({ message: 'And then?' }));
    const history = chat.getHistory(true);
    assert.deepEqual(history.slice(0, 5).map(turn => turn.role), ['user', 'model', 'user', 'model', 'user']);
    assert.equal(history[1].parts[0].text, first.text);
    // The SDK keeps a streamed answer as one turn a chunk.
    assert.deepEqual(new Set(history.slice(5).map(turn => turn.role)), new Set(['model']));
    assert.equal(history.slice(5).map(turn => turn.parts[0].text).join(''), third.map(chunk => chunk.text ?? '').join(''));
    return second.text;
  },

  async image() {
    const small = await generate([{ text: 'What is this?' }, { inlineData: { mimeType: 'image/png', data: png(64, 32) } }]);
    const large = await generate([{ text: 'What is this?' }, { inlineData: { mimeType: 'image/png', data: png(1600, 1200) } }]);
    const [few, many] = [checkUsage(small.usageMetadata), checkUsage(large.usageMetadata)];
    assert.equal(few.IMAGE, 258, 'a small image is one tile');
    assert.ok(many.IMAGE > 0 && many.IMAGE % 258 === 0, `${many.IMAGE} is no whole number of tiles`);
    assert.equal(few.TEXT, many.TEXT);
    return `${few.IMAGE} and ${many.IMAGE} tokens`;
  },

  async jsonSchema() {
    const answer = await text('An order of two pens', { responseMimeType: 'application/json', responseJsonSchema: orderSchema });
    return order.parse(JSON.parse(answer));
  },

  async responseSchema() {
    const answer = await text('A recipe', {
      responseMimeType: 'application/json',
      responseSchema: {
        type: Type.OBJECT,
        properties: {
          title: { type: Type.STRING },
          steps: { type: Type.ARRAY, minItems: 2, maxItems: 4, items: { type: Type.STRING } },
          minutes: { type: Type.INTEGER, minimum: 5, maximum: 90 },
          level: { type: Type.STRING, format: 'enum', enum: ['easy', 'hard'] },
        },
        required: ['title', 'steps', 'minutes', 'level'],
        propertyOrdering: ['level', 'minutes', 'steps', 'title'],
      },
    });
    const recipe = JSON.parse(answer);
    assert.deepEqual(Object.keys(recipe), ['level', 'minutes', 'steps', 'title']);
    assert.ok(['easy', 'hard'].includes(recipe.level));
    assert.ok(recipe.steps.length >= 2 && recipe.steps.length <= 4);
    assert.ok(Number.isInteger(recipe.minutes) && recipe.minutes >= 5 && recipe.minutes <= 90);
    return recipe;
  },

  async enum() {
    const choices = ['Percussion', 'String', 'Woodwind'];
    const answer = await text('What is a violin?', { responseMimeType: 'text/x.enum', responseSchema: { type: Type.STRING, enum: choices } });
    assert.ok(choices.includes(answer), answer);
    return answer;
  },

  async thinking() {
    const shown = await generate(prompt, { thinkingConfig: { includeThoughts: true, thinkingBudget: 512 } });
    const thoughts = shown.candidates[0].content.parts.filter(part => part.thought);
    assert.ok(thoughts.length > 0 && thoughts.every(part => part.text.length > 0), 'no thought parts');
    assert.ok(shown.usageMetadata.thoughtsTokenCount > 0 && shown.usageMetadata.thoughtsTokenCount <= 512);
    assert.ok(!shown.text.includes(thoughts[0].text));
    const hidden = await generate(prompt, { thinkingConfig: { thinkingBudget: 512 } });
    assert.deepEqual(hidden.candidates[0].content.parts.filter(part => part.thought), []);
    assert.equal(hidden.text, shown.text);
    assert.ok(hidden.usageMetadata.thoughtsTokenCount > 0);
    const off = await generate(prompt, { thinkingConfig: { thinkingBudget: 0 } });
    assert.equal(off.usageMetadata.thoughtsTokenCount, undefined);
    return thoughts[0].text;
  },

  async thinkingStream() {
    const config = { thinkingConfig: { includeThoughts: true, thinkingLevel: 'LOW' } };
    const chunks = await all(await ai.models.generateContentStream({ model: 'gemini-3-flash-preview', contents: prompt, config }));
    const parts = chunks.flatMap(chunk => chunk.candidates[0].content.parts);
    assert.ok(parts[0].thought, 'the first part is no thought');
    assert.ok(parts.some(part => !part.thought && part.text), 'no answer');
    assert.ok(chunks.at(-1).usageMetadata.thoughtsTokenCount > 0);
    return `${chunks.length} chunks`;
  },

  async countTokens() {
    const counted = await ai.models.countTokens({ model, contents: prompt });
    const answer = await generate(prompt);
    assert.equal(counted.totalTokens, answer.usageMetadata.promptTokenCount);
    return counted.totalTokens;
  },

  async countTokensOfImage() {
    const counted = await ai.models.countTokens({ model, contents: prompt });
    const image = { inlineData: { mimeType: 'image/png', data: png(64, 32) } };
    const both = await ai.models.countTokens({ model, contents: [{ role: 'user', parts: [{ text: prompt }, image] }] });
    assert.equal(both.totalTokens, counted.totalTokens + 258);
    return counted.totalTokens;
  },

  async embedOne() {
    const { embeddings } = await ai.models.embedContent({ model: 'gemini-embedding-001', contents: 'A cat sat.' });
    assert.equal(embeddings.length, 1);
    assert.equal(embeddings[0].values.length, 3072);
    assert.ok(Math.abs(norm(embeddings[0].values) - 1) < 1e-3);
    return embeddings[0].values.length;
  },

  async embedMany() {
    const contents = ['The cat sat on the mat.', 'A cat is sitting on a mat.', 'Quarterly revenue rose by nine percent.'];
    const config = { taskType: 'SEMANTIC_SIMILARITY' };
    const { embeddings } = await ai.models.embedContent({ model: 'gemini-embedding-001', contents, config });
    const [a, b, c] = embeddings.map(embedding => embedding.values);
    assert.equal(embeddings.length, 3);
    assert.ok(cosine(a, b) > cosine(a, c), `${cosine(a, b)} is not above ${cosine(a, c)}`);
    return [cosine(a, b), cosine(a, c)];
  },

  async embedDimensions() {
    const lengths = [];
    for (const outputDimensionality of [128, 768, 1536]) {
      const config = { outputDimensionality };
      const { embeddings } = await ai.models.embedContent({ model: 'gemini-embedding-001', contents: 'A cat sat.', config });
      lengths.push(embeddings[0].values.length);
    }

    assert.deepEqual(lengths, [128, 768, 1536]);
    return lengths;
  },

  async modelsList() {
    const models = await all(await ai.models.list({ config: { pageSize: 5 } }));
    const names = models.map(entry => entry.name);
    assert.equal(new Set(names).size, names.length, 'a model came twice');
    for (const name of [model, 'gemini-2.5-pro', 'gemini-embedding-001']) {
      assert.ok(names.includes(`models/${name}`), `${name} is missing`);
    }

    return `${names.length} models`;
  },

  async modelsGet() {
    const entry = await ai.models.get({ model });
    assert.equal(entry.name, `models/${model}`);
    assert.equal(entry.inputTokenLimit, 1048576);
    assert.equal(entry.outputTokenLimit, 65536);
    assert.ok(entry.supportedActions.includes('generateContent'));
    return entry.displayName;
  },

  async systemInstruction() {
    const plain = await generate(prompt);
    const guided = await generate(prompt, { systemInstruction: 'Answer like a pirate captain.' });
    assert.notEqual(guided.text, plain.text, 'the instruction was not reflected');
    assert.ok(guided.usageMetadata.promptTokenCount > plain.usageMetadata.promptTokenCount, 'the instruction was not counted');
    return guided.text;
  },

  async stopSequences() {
    const whole = await text(prompt);
    const word = whole.split(' ')[3];
    const answer = await generate(prompt, { stopSequences: [word] });
    assert.equal(answer.candidates[0].finishReason, 'STOP');
    assert.equal(answer.text ?? '', whole.slice(0, whole.indexOf(word)));
    return word;
  },

  async maxTokens() {
    const config = { maxOutputTokens: 5, thinkingConfig: { thinkingBudget: 0 } };
    const whole = await text(prompt, { thinkingConfig: { thinkingBudget: 0 } });
    const answer = await generate(prompt, config);
    assert.equal(answer.candidates[0].finishReason, 'MAX_TOKENS');
    assert.equal(answer.usageMetadata.candidatesTokenCount, 5);
    assert.ok(whole.startsWith(answer.text) && answer.text.length < whole.length);
    return answer.text;
  },

  async candidateCount() {
    const answer = await generate('Tell me a story.', { candidateCount: 3, temperature: 1.5, seed: 7 });
    assert.deepEqual(answer.candidates.map(candidate => candidate.index ?? 0), [0, 1, 2]);
    assert.equal(new Set(answer.candidates.map(candidate => candidate.content.parts[0].text)).size, 3);
    return answer.candidates.length;
  },

  async imageOutput() {
    const config = { responseModalities: ['TEXT', 'IMAGE'], imageConfig: { aspectRatio: '16:9' } };
    const answer = await generate('A red bicycle', config, 'gemini-2.5-flash-image');
    const part = answer.candidates[0].content.parts.find(candidate => candidate.inlineData);
    assert.equal(part.inlineData.mimeType, 'image/png');
    const { width, height } = pngSize(part.inlineData.data);
    assert.ok(Math.abs(width / height - 16 / 9) < 0.05, `${width} x ${height}`);
    const details = Object.fromEntries(answer.usageMetadata.candidatesTokensDetails.map(d => [d.modality, d.tokenCount]));
    assert.ok(details.IMAGE > 0);
    return `${width} x ${height}, ${details.IMAGE} tokens`;
  },

  async imageModels() {
    // The figures of "Nano Banana Split", a public comparison of the image models: any input image is 258 tokens; a larger output may cost more.
    const expected = {
      'gemini-3-pro-image-preview': { '1K': 1120, '2K': 1120, '4K': 2000 },
      'gemini-3.1-flash-image-preview': { '1K': 1120, '2K': 1680, '4K': 2520 },
    };
    const responseModalities = ['TEXT', 'IMAGE'];
    for (const [name, tokens] of Object.entries(expected)) {
      const product = { inlineData: { mimeType: 'image/png', data: png(2816, 1536) } };
      const seen = await generate(['Look at this product.', product], { responseModalities }, name);
      assert.equal(checkUsage(seen.usageMetadata).IMAGE, 258);
      for (const [imageSize, wanted] of Object.entries(tokens)) {
        const { usageMetadata } = await generate('A red sports car', { responseModalities, imageConfig: { imageSize } }, name);
        assert.equal(usageMetadata.candidatesTokensDetails.find(d => d.modality === 'IMAGE').tokenCount, wanted, `${name} ${imageSize}`);
      }

      const error = await refused(generate('A red sports car', { responseModalities, mediaResolution: 'MEDIA_RESOLUTION_HIGH' }, name));
      assert.equal(error.status, 400);
    }

    return expected;
  },

  async speechOutput() {
    const answer = await generate('Say cheerfully: have a wonderful day!', {
      responseModalities: ['AUDIO'],
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Kore' } } },
    }, 'gemini-2.5-flash-preview-tts');
    const { mimeType, data } = answer.candidates[0].content.parts[0].inlineData;
    assert.match(mimeType, /^audio\/L16;codec=pcm;rate=24000$/i);
    const samples = Buffer.from(data, 'base64').length / 2;
    assert.ok(samples > 24000 / 4, `${samples} samples`);
    return `${(samples / 24000).toFixed(1)} s`;
  },

  ...functionCalling(sdk, ai, model),
  ...failures(sdk, model),
});
