// Gemini CLI without a terminal against BASE_URL: node gemini-cli.mjs [--only CASE...].
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answered, flash, geminiCli, note, printed, requests } from './gemini-cli-program.mjs';
import { assert, keysUrl, runCases, versionOf } from './harness.mjs';

const { ask, inFolder, run } = geminiCli('gemini-api-key', (key, url) => ({ GEMINI_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url }));

await runCases({
  async text() {
    const answer = answered(await ask('Say hello to the harbour.', flash));
    assert.ok(answer.response.length > 0);
    assert.deepEqual(Object.keys(answer.stats.models), ['gemini-2.5-flash']);
    assert.equal(requests(answer, 'gemini-2.5-flash').totalRequests, 1);
    assert.equal(requests(answer, 'gemini-2.5-flash').totalErrors, 0);
    const { tokens } = answer.stats.models['gemini-2.5-flash'];
    assert.ok(tokens.prompt > 1000 && tokens.candidates > 0 && tokens.thoughts > 0, JSON.stringify(tokens));
    return answer.response;
  },

  async stream() {
    const ended = await ask('Say hello to the harbour.', ['-m', 'gemini-2.5-flash', '--output-format', 'stream-json']);
    assert.equal(ended.code, 0, ended.errors);
    const events = ended.output.trim().split('\n').map(line => JSON.parse(line));
    const texts = events.filter(event => event.type === 'message' && event.role === 'assistant').map(event => event.content);
    assert.ok(texts.length > 1, `${texts.length} message`);
    const whole = answered(await ask('Say hello to the harbour.', flash)).response;
    assert.ok(texts.join('').length > 0 && whole.length > 0);
    assert.equal(events.at(-1).type, 'result');
    assert.equal(events.at(-1).status, 'success');
    return `${texts.length} messages`;
  },

  async chat() {
    return await inFolder(async (...folders) => {
      const first = answered(await run(['-p', 'My name is Ada.', ...flash], ...folders));
      const second = answered(await run(['-p', 'Where should I start?', '--resume', 'latest', ...flash], ...folders));
      const alone = answered(await ask('Where should I start?', flash));
      const prompt = answer => answer.stats.models['gemini-2.5-flash'].tokens.prompt;
      assert.ok(prompt(second) > prompt(alone), `${prompt(second)} is not above ${prompt(alone)}`);
      assert.notEqual(second.response, alone.response);
      assert.equal(second.session_id, first.session_id);
      return second.response;
    });
  },

  async routing() {
    const answer = answered(await ask('Say hello to the harbour.', ['--output-format', 'json']));
    assert.ok(answer.response.length > 0);
    const models = Object.entries(answer.stats.models);
    assert.equal(models.length, 2, Object.keys(answer.stats.models).join(', '));
    for (const [name, { api }] of models) {
      assert.equal(api.totalErrors, 0, name);
      assert.equal(api.totalRequests, 1, name);
    }

    return Object.keys(answer.stats.models);
  },

  async readsFile() {
    const answer = answered(await ask('Use read_file on notes.txt and tell me what it says.', flash));
    assert.equal(answer.stats.tools.byName.read_file?.success, 1, JSON.stringify(answer.stats.tools));
    assert.equal(requests(answer, 'gemini-2.5-flash').totalRequests, 2);
    assert.ok(answer.response.includes(note), answer.response);
    return answer.response;
  },

  async readsFileByScenario() {
    const answer = answered(await ask('What does my note say?', flash, { scenario: 'reads-notes' }));
    assert.equal(answer.stats.tools.byName.read_file.success, 1);
    assert.equal(answer.response.trim(), `The note says: ${note}`);
    return answer.response;
  },

  // A small model reads no instruction of 30,000 tokens: it gets one of its own, one tool, and draws the likeliest.
  async readsFileBriefed() {
    return await inFolder(async (folder, home, work) => {
      const system = join(home, 'system.md');
      writeFileSync(system, 'Call a function when it fits.\n');
      writeFileSync(join(work, 'README.md'), `${note}\n`);
      const generateContentConfig = { temperature: 0, maxOutputTokens: 120, thinkingConfig: { includeThoughts: false, thinkingBudget: 0 } };
      const modelConfigs = { overrides: [{ match: { model: 'gemini-2.5-flash' }, modelConfig: { generateContentConfig } }] };
      const file = join(home, '.gemini', 'settings.json');
      const settings = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...settings, tools: { core: ['read_file'] }, context: { includeDirectoryTree: false }, modelConfigs }));
      const answer = answered(await run(['-p', 'Use read_file on README.md and tell me what it says.', ...flash], folder, home, work, { system }));
      assert.equal(answer.stats.tools.byName.read_file?.success, 1, JSON.stringify(answer.stats.tools));
      assert.equal(requests(answer, versionOf('gemini-2.5-flash')).totalErrors, 0);
      assert.ok(answer.response.length > 0);
      return answer.response;
    });
  },

  async image() {
    const answer = answered(await ask('What is in @dot.png ?', flash));
    assert.ok(answer.response.length > 0);
    assert.equal(requests(answer, 'gemini-2.5-flash').totalErrors, 0);
    return answer.response;
  },

  async badRequest() {
    const ended = await ask('Hello', flash, { scenario: 'refuses' });
    assert.equal(ended.code, 400 % 256, `${ended.output}\n${ended.errors}`);
    const { error } = printed(ended);
    assert.equal(error.code, 400);
    assert.match(error.message, /The lamp must be green\./);
    return error.message;
  },

  async wrongModel() {
    const ended = await ask('Hello', ['-m', 'gemini-9-nano', '--output-format', 'json']);
    assert.notEqual(ended.code, 0);
    const { error } = printed(ended);
    assert.match(error.message, /gemini-9-nano|not found/i);
    return `exit ${ended.code}: ${error.message}`;
  },

  async wrongKey() {
    const ended = await ask('Hello', flash, { key: 'AIzaSyWrong', url: keysUrl });
    assert.equal(ended.code, 400 % 256, `${ended.output}\n${ended.errors}`);
    const { error } = printed(ended);
    assert.match(error.message, /API key not valid\. Please pass a valid API key\./);
    return error.message;
  },

  async overloadedThenAnswer() {
    const answer = answered(await ask('Are you there?', flash, { scenario: 'overloaded-once' }));
    assert.equal(answer.response, 'Here I am.');
    return answer.response;
  },

  async dailyQuota() {
    const ended = await ask('Hello', flash, { scenario: 'daily-quota' });
    assert.notEqual(ended.code, 0);
    const { error } = printed(ended);
    assert.match(error.message, /quota/i);
    return `exit ${ended.code}: ${error.message}`;
  },

  async kill() {
    const ended = await ask('Hello', ['-m', 'gemini-2.5-flash', '--output-format', 'stream-json'], {
      scenario: 'slow',
      whenRunning: (child, output) => /"role":"assistant"/.test(output) && child.kill('SIGKILL'),
    });
    assert.equal(ended.signal, 'SIGKILL');
    assert.match(ended.output, /"role":"assistant"/);
    return 'gone in mid-stream';
  },
});
