// Google's auth libraries against KEYS_URL, a server that takes only keys and tokens of its own: node identity.mjs PACKAGE [--only CASE...].
import { assert, keysUrl, refused, runCases } from './harness.mjs';

// The library looks at these when it is loaded.
process.env.GCE_METADATA_HOST = new URL(keysUrl).host;
process.env.METADATA_SERVER_DETECTION = 'assume-present';
const { CodeChallengeMethod, GoogleAuth, OAuth2Client } = await import('google-auth-library');
const { GoogleGenAI } = await import(process.argv[2] ?? '@google/genai');

const { CREDENTIALS_FILE, UNIVERSE_CREDENTIALS_FILE, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET, PERSON_KEY, PROJECT: project } = process.env;
const model = 'gemini-2.5-flash';
const location = 'us-central1';
const contents = 'Tell me about the two stars Castor and Pollux, please.';
const data = { contents: [{ role: 'user', parts: [{ text: contents }] }] };
const url = `${keysUrl}/v1/projects/${project}/locations/${location}/publishers/google/models/${model}:generateContent`;
const verifier = () => new OAuth2Client({ issuers: [keysUrl], endpoints: { oauth2FederatedSignonPemCertsUrl: `${keysUrl}/oauth2/v1/certs` } });
// What the library signs for itself is as good as a token.
const tokenOf = async keyFile => (await (await new GoogleAuth({ keyFile }).getClient()).getRequestHeaders(url)).get('authorization').slice('Bearer '.length);
const vertex = options => new GoogleGenAI({ vertexai: true, project, location, httpOptions: { baseUrl: keysUrl }, ...options });

await runCases({
  async metadataServer() {
    const answer = await vertex().models.generateContent({ model, contents });
    assert.match(answer.text, /Castor/);
    return answer.text;
  },

  async metadataServerStream() {
    const chunks = [];
    for await (const chunk of await vertex().models.generateContentStream({ model, contents })) {
      chunks.push(chunk.text ?? '');
    }

    assert.match(chunks.join(''), /Castor/);
    return `${chunks.length} chunks`;
  },

  async metadataServerOtherProject() {
    const error = await refused(vertex({ project: 'another' }).models.generateContent({ model, contents }));
    assert.equal(error.status, 403);
    assert.match(error.message, /aiplatform\.endpoints\.predict/);
    return error.message;
  },

  async metadataServerProject() {
    const auth = new GoogleAuth();
    assert.equal(await auth.getProjectId(), project);
    assert.match((await auth.getCredentials()).client_email, /^clients@castor-test\./);
    return await auth.getProjectId();
  },

  async explicitHeader() {
    // Without a project, with an address and a header of its own: whatever the library finds beside it, the header counts.
    const ai = new GoogleGenAI({ vertexai: true, httpOptions: { baseUrl: keysUrl, headers: { Authorization: `Bearer ${await tokenOf(CREDENTIALS_FILE)}` } } });
    const answer = await ai.models.generateContent({ model: `publishers/google/models/${model}`, contents });
    assert.match(answer.text, /Castor/);
    const wrong = new GoogleGenAI({ vertexai: true, httpOptions: { baseUrl: keysUrl, headers: { Authorization: 'Bearer wrong' } } });
    const error = await refused(wrong.models.generateContent({ model, contents }));
    assert.equal(error.status, 401);
    return answer.text;
  },

  async serviceAccountFile() {
    // Without scopes the library signs for the address that is called, and asks nobody.
    const client = await new GoogleAuth({ keyFile: CREDENTIALS_FILE }).getClient();
    const headers = await client.getRequestHeaders(url);
    headers.set('content-type', 'application/json');
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(data) });
    assert.match((await answer.json()).candidates[0].content.parts[0].text, /Castor/);
    return answer.status;
  },

  async serviceAccountFileOfAnotherUniverse() {
    const answer = await vertex({ googleAuthOptions: { keyFile: UNIVERSE_CREDENTIALS_FILE } }).models.generateContent({ model, contents });
    assert.match(answer.text, /Castor/);
    return answer.text;
  },

  async installedApp() {
    const client = new OAuth2Client({
      clientId: OAUTH_CLIENT_ID,
      clientSecret: OAUTH_CLIENT_SECRET,
      redirectUri: 'http://127.0.0.1:9/done',
      endpoints: { oauth2AuthBaseUrl: `${keysUrl}/o/oauth2/v2/auth`, oauth2TokenUrl: `${keysUrl}/token`, oauth2RevokeUrl: `${keysUrl}/revoke` },
    });
    const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync();
    const consent = new URL(client.generateAuthUrl({
      access_type: 'offline',
      scope: ['https://www.googleapis.com/auth/cloud-platform'],
      code_challenge_method: CodeChallengeMethod.S256,
      code_challenge: codeChallenge,
      state: 'of the app',
    }));
    const page = await fetch(consent);
    assert.match(await page.text(), /conformance wants to call Castor for you/);
    const form = new URLSearchParams(consent.search);
    form.set('decision', 'allow');
    form.set('key', PERSON_KEY);
    const decided = await fetch(`${keysUrl}/o/oauth2/v2/auth`, { method: 'POST', body: form, redirect: 'manual' });
    const back = new URL(decided.headers.get('location'));
    assert.equal(back.searchParams.get('state'), 'of the app');
    const { tokens } = await client.getToken({ code: back.searchParams.get('code'), codeVerifier });
    client.setCredentials(tokens);
    assert.match((await client.request({ url, method: 'POST', data })).data.candidates[0].content.parts[0].text, /Castor/);

    client.setCredentials({ refresh_token: tokens.refresh_token });
    assert.equal((await client.request({ url, method: 'POST', data })).status, 200);
    assert.notEqual(client.credentials.access_token, tokens.access_token);
    await client.revokeCredentials();
    client.setCredentials({ refresh_token: tokens.refresh_token });
    assert.match((await refused(client.request({ url, method: 'POST', data }))).message, /invalid_grant/);
    return 'granted, refreshed and revoked';
  },

  async idTokenOfTheMetadataServer() {
    const client = await new GoogleAuth().getIdTokenClient('https://service.example.com');
    const idToken = (await client.getRequestHeaders()).get('authorization').slice('Bearer '.length);
    const payload = (await verifier().verifyIdToken({ idToken, audience: 'https://service.example.com' })).getPayload();
    assert.equal(payload.iss, keysUrl);
    assert.match(payload.email, /^clients@castor-test\./);
    assert.equal(payload.email_verified, true);
    return payload.email;
  },

  async idTokenForAnotherService() {
    const idToken = await (await new GoogleAuth().getIdTokenClient('https://other.example.com')).idTokenProvider.fetchIdToken('https://other.example.com');
    const error = await refused(verifier().verifyIdToken({ idToken, audience: 'https://service.example.com' }));
    assert.match(error.message, /Wrong recipient/);
    // And none of this server's own APIs takes it for an access token.
    const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${idToken}`, 'content-type': 'application/json' }, body: JSON.stringify(data) });
    assert.equal(answer.status, 401);
    return error.message.split(',')[0];
  },
});
