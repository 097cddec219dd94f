// Gemini CLI as a program without a terminal; every run has a home of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiKey, assert, baseUrl, scenarioHeaders } from './harness.mjs';
import { png } from './png.mjs';

const program = fileURLToPath(new URL('node_modules/@google/gemini-cli/bundle/gemini.js', import.meta.url));
// Only what hangs takes so long, on however busy a machine; less than a case may take.
const limitMilliseconds = 100_000;

/** What stands in notes.txt of the work folder. */
export const note = 'The lamp in the harbour is green.';

/** Arguments for one model and an answer in JSON. */
export const flash = ['-m', 'gemini-2.5-flash', '--output-format', 'json'];

/**
 * The program, signed in in one way.
 * @param selectedType The way, as settings.json names it.
 * @param environment The variables that go with a key and an address.
 */
export function geminiCli(selectedType, environment) {
  const settings = {
    security: { auth: { selectedType }, folderTrust: { enabled: false } },
    general: { enableAutoUpdate: false, enableAutoUpdateNotification: false, checkpointing: { enabled: false } },
    privacy: { usageStatisticsEnabled: false },
    telemetry: { enabled: false },
    ide: { enabled: false },
  };

  /** Calls with a folder that holds a home and a work folder, and takes it away afterwards. */
  async function inFolder(act) {
    const folder = mkdtempSync(join(tmpdir(), 'castor-gemini-cli-'));
    try {
      const [home, work] = [join(folder, 'home'), join(folder, 'work')];
      mkdirSync(join(home, '.gemini'), { recursive: true });
      mkdirSync(work);
      writeFileSync(join(home, '.gemini', 'settings.json'), JSON.stringify(settings));
      writeFileSync(join(work, 'notes.txt'), `${note}\n`);
      writeFileSync(join(work, 'dot.png'), Buffer.from(png(64, 32), 'base64'));
      return await act(folder, home, work);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Runs the program and hands back its exit code and what it wrote; `whenRunning` gets the process. */
  async function run(args, folder, home, work, { scenario, system, key = apiKey, url = baseUrl, whenRunning = () => {} } = {}) {
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      TMPDIR: folder,
      TERM: 'dumb',
      NO_COLOR: '1',
      // The program starts itself a second time otherwise, and leaves a lock behind.
      GEMINI_CLI_NO_RELAUNCH: 'true',
      ...environment(key, url),
      ...(system && { GEMINI_SYSTEM_MD: system }),
      ...(scenario && { GEMINI_CLI_CUSTOM_HEADERS: Object.entries(scenarioHeaders(scenario)).map(pair => pair.join(': ')).join(', ') }),
    };
    const child = spawn(process.execPath, [program, ...args], { cwd: work, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMilliseconds);
    let [output, errors] = ['', ''];
    child.stdout.on('data', data => { output += data; whenRunning(child, output); });
    child.stderr.on('data', data => { errors += data; });
    const [code, signal] = await new Promise(resolve => child.on('close', (...ending) => resolve(ending)));
    clearTimeout(timer);
    return { code, signal, output, errors };
  }

  /** Runs the program once with a prompt, in a folder of its own. */
  const ask = (prompt, args = [], options) => inFolder((...folders) => run(['-p', prompt, ...args], ...folders, options));
  return { inFolder, run, ask };
}

/** The object that the program printed on either stream. */
export function printed({ output, errors }) {
  for (const text of [output, errors]) {
    const at = text.search(/^\{/m);
    if (at >= 0) {
      return JSON.parse(text.slice(at, text.lastIndexOf('}') + 1));
    }
  }

  assert.fail(`no JSON in ${output}\n${errors}`);
}

/** The object that the program printed when it ended well. */
export function answered(ended) {
  assert.equal(ended.code, 0, `${ended.signal ?? ended.code}: ${ended.output}\n${ended.errors}`);
  return printed(ended);
}

/** What an answer tells of the requests for a model. */
export const requests = (answer, model) => answer.stats.models[model]?.api;
