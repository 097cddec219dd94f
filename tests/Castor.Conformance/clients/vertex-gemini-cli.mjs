// Gemini CLI in Vertex mode, with an express key: node vertex-gemini-cli.mjs [--only CASE...].
import { answered, flash, geminiCli, note, printed, requests } from './gemini-cli-program.mjs';
import { assert, keysUrl, runCases } from './harness.mjs';

const { ask } = geminiCli('vertex-ai', (key, url) => ({ GOOGLE_GENAI_USE_VERTEXAI: 'true', GOOGLE_API_KEY: key, GOOGLE_VERTEX_BASE_URL: url }));

await runCases({
  async text() {
    const answer = answered(await ask('Say hello to the harbour.', flash));
    assert.ok(answer.response.length > 0);
    assert.equal(requests(answer, 'gemini-2.5-flash').totalErrors, 0);
    const { tokens } = answer.stats.models['gemini-2.5-flash'];
    assert.ok(tokens.prompt > 1000 && tokens.candidates > 0 && tokens.thoughts > 0, JSON.stringify(tokens));
    return answer.response;
  },

  async readsFile() {
    const answer = answered(await ask('Use read_file on notes.txt and tell me what it says.', flash));
    assert.equal(answer.stats.tools.byName.read_file?.success, 1, JSON.stringify(answer.stats.tools));
    assert.ok(answer.response.includes(note), answer.response);
    return answer.response;
  },

  async image() {
    const answer = answered(await ask('What is in @dot.png ?', flash));
    assert.ok(answer.response.length > 0);
    assert.equal(requests(answer, 'gemini-2.5-flash').totalErrors, 0);
    return answer.response;
  },

  async wrongModel() {
    const ended = await ask('Hello', ['-m', 'gemini-9-nano', '--output-format', 'json']);
    assert.notEqual(ended.code, 0);
    const { error } = printed(ended);
    assert.match(error.message, /Publisher Model|gemini-9-nano|not found/i);
    return `exit ${ended.code}: ${error.message}`;
  },

  async metadataServer() {
    const inProject = geminiCli('vertex-ai', (key, url) => ({
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      GOOGLE_CLOUD_PROJECT: process.env.PROJECT,
      GOOGLE_CLOUD_LOCATION: 'us-central1',
      GOOGLE_VERTEX_BASE_URL: url,
      GCE_METADATA_HOST: new URL(url).host,
      METADATA_SERVER_DETECTION: 'assume-present',
    }));
    const answer = answered(await inProject.ask('Say hello to the harbour.', flash, { url: keysUrl }));
    assert.equal(requests(answer, 'gemini-2.5-flash').totalErrors, 0);
    return answer.response;
  },
});
