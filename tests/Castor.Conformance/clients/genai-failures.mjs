// How @google/genai tells of failures.
import { all, apiKey, assert, baseUrl, keysUrl, refused, restrictedKey, rightKey, scenarioHeaders } from './harness.mjs';

export function failures({ GoogleGenAI, ApiError }, model) {
  const client = (options = {}) => new GoogleGenAI({ apiKey, ...options, httpOptions: { baseUrl, ...options.httpOptions } });
  const inScenario = name => client({ httpOptions: { headers: scenarioHeaders(name) } });
  const contents = 'Hello';

  /** Checks the class and the status of an ApiError and hands back the body that is its message. */
  function body(error, status) {
    assert.ok(error instanceof ApiError, `${error?.constructor?.name}: ${error?.message}`);
    assert.equal(error.status, status);
    return JSON.parse(error.message).error;
  }

  const detail = (error, type) => error.details.find(entry => entry['@type'] === `type.googleapis.com/google.rpc.${type}`);

  return {
    async wrongModel() {
      const error = body(await refused(client().models.generateContent({ model: 'gemini-9-nano', contents })), 404);
      assert.equal(error.code, 404);
      assert.equal(error.status, 'NOT_FOUND');
      assert.match(error.message, /^models\/gemini-9-nano is not found for API version v1(beta)?, or is not supported for generateContent\. Call /);
      return error.message;
    },

    async wrongModelStream() {
      const error = body(await refused(client().models.generateContentStream({ model: 'gemini-9-nano', contents })), 404);
      assert.match(JSON.stringify(error), /models\/gemini-9-nano is not found/);
      return error.message;
    },

    async missingKey() {
      const error = body(await refused(client({ apiKey: '' }).models.generateContent({ model, contents })), 403);
      assert.equal(error.status, 'PERMISSION_DENIED');
      assert.match(error.message, /^Method doesn't allow unregistered callers/);
      return error.message;
    },

    async wrongKey() {
      const other = client({ apiKey: 'AIzaSyWrongWrongWrongWrongWrongWrongWro', httpOptions: { baseUrl: keysUrl } });
      const error = body(await refused(other.models.generateContent({ model, contents })), 400);
      assert.equal(error.status, 'INVALID_ARGUMENT');
      assert.equal(error.message, 'API key not valid. Please pass a valid API key.');
      assert.equal(detail(error, 'ErrorInfo').reason, 'API_KEY_INVALID');
      return error.message;
    },

    async rightKey() {
      const other = client({ apiKey: rightKey, httpOptions: { baseUrl: keysUrl } });
      return (await other.models.generateContent({ model, contents })).text;
    },

    async restrictedKey() {
      const other = client({ apiKey: restrictedKey, httpOptions: { baseUrl: keysUrl } });
      const error = body(await refused(other.models.generateContent({ model, contents })), 403);
      assert.equal(error.status, 'PERMISSION_DENIED');
      assert.match(error.message, /^Requests to this API generativelanguage\.googleapis\.com method .*GenerateContent are blocked\.$/);
      assert.equal((await other.models.embedContent({ model: 'gemini-embedding-001', contents })).embeddings.length, 1);
      return error.message;
    },

    async badArgument() {
      const error = body(await refused(client().models.generateContent({ model, contents, config: { temperature: 3 } })), 400);
      assert.equal(error.status, 'INVALID_ARGUMENT');
      assert.match(error.message, /temperature/);
      return error.message;
    },

    async unknownField() {
      const config = { httpOptions: { extraBody: { generationConfig: { temprature: 1 } } } };
      const error = body(await refused(client().models.generateContent({ model, contents, config })), 400);
      assert.equal(error.message, `Invalid JSON payload received. Unknown name "temprature" at 'generation_config': Cannot find field.`);
      assert.equal(detail(error, 'BadRequest').fieldViolations[0].field, 'generation_config');
      return error.message;
    },

    async unimplemented() {
      const error = body(await refused(client().caches.list()), 501);
      assert.equal(error.status, 'UNIMPLEMENTED');
      assert.equal(error.message, 'Operation is not implemented, or supported, or enabled.');
      return error.message;
    },

    async quota() {
      const error = body(await refused(inScenario('quota').models.generateContent({ model, contents })), 429);
      assert.equal(error.status, 'RESOURCE_EXHAUSTED');
      assert.match(error.message, /^You exceeded your current quota/);
      assert.equal(detail(error, 'RetryInfo').retryDelay, '7s');
      assert.ok(detail(error, 'QuotaFailure').violations[0].quotaId);
      return error.message;
    },

    async overloadedThenAnswer() {
      const patient = client({ httpOptions: { headers: scenarioHeaders('overloaded-once'), retryOptions: { attempts: 3, initialDelay: 0.05 } } });
      const answer = await patient.models.generateContent({ model, contents: 'Are you there now?' });
      assert.equal(answer.text, 'Here I am.');
      return answer.text;
    },

    async midStreamError() {
      const texts = [];
      const error = await refused((async () => {
        for await (const chunk of await inScenario('breaks').models.generateContentStream({ model, contents })) {
          texts.push(chunk.text);
        }
      })());
      assert.ok(texts.join('').length > 0, 'nothing came before the error');
      assert.ok(error instanceof ApiError, String(error));
      assert.equal(error.status, 503);
      assert.match(error.message, /^got status: UNAVAILABLE\. \{"error":.*The model is overloaded\./);
      return error.message;
    },

    async cutStream() {
      const texts = [];
      const error = await refused((async () => {
        for await (const chunk of await inScenario('cut').models.generateContentStream({ model, contents })) {
          texts.push(chunk.text);
        }
      })());
      assert.ok(texts.join('').length > 0, 'nothing came before the cut');
      assert.equal(error.constructor.name, 'TypeError');
      assert.equal(error.message, 'terminated');
      return error.message;
    },

    async blockedPrompt() {
      const answer = await inScenario('blocked').models.generateContent({ model, contents });
      assert.equal(answer.text, undefined);
      assert.equal(answer.candidates, undefined);
      assert.equal(answer.promptFeedback.blockReason, 'SAFETY');
      return answer.promptFeedback;
    },

    async abort() {
      const controller = new AbortController();
      const texts = [];
      const error = await refused((async () => {
        const config = { abortSignal: controller.signal };
        for await (const chunk of await inScenario('slow').models.generateContentStream({ model, contents, config })) {
          texts.push(chunk.text);
          controller.abort();
        }
      })());
      assert.equal(texts.length, 1);
      assert.equal(error.name, 'AbortError');
      assert.ok((await client().models.generateContent({ model, contents })).text);
      return error.message;
    },

    async serverTimeout() {
      const hurried = client({ httpOptions: { headers: { ...scenarioHeaders('late'), 'X-Server-Timeout': '0.2' } } });
      const error = body(await refused(hurried.models.generateContent({ model, contents })), 504);
      assert.equal(error.status, 'DEADLINE_EXCEEDED');
      assert.equal(error.message, 'Deadline expired before operation could complete.');
      return error.message;
    },

    async clientTimeout() {
      const hurried = client({ httpOptions: { timeout: 150, headers: scenarioHeaders('late') } });
      const error = await refused(hurried.models.generateContent({ model, contents }));
      assert.equal(error.name, 'AbortError');
      assert.ok((await all(await client().models.generateContentStream({ model, contents }))).length > 0);
      return error.message;
    },
  };
}
