// Runs both engines at each length of context, reads their memory on the way, and writes the figures and their plot.
//   node growth.mjs CASTOR PEER_SCRIPT FILE THREADS OUT_FOLDER ROWS CONTEXT...
// ROWS keeps each figure as it is taken, a line of JSON each; what stands in it is not taken again.
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { basename, join } from "node:path";
import { plot } from "./plot.mjs";

const [castor, peer, file, threads, out, kept, ...contexts] = process.argv.slice(2);
const bench = ["bench", file, "--threads", threads, "--rounds", "1", "--json", "--generate", "0"];
const engines = {
  "castor f16": [castor, bench],
  "castor q8_0": [castor, [...bench, "--kv", "q8_0"]],
  "llama.cpp": [process.execPath, [peer, file, "--threads", threads, "--generate", "0"]],
};

function megabytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function run([command, args], context) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, "--prompt", String(context)], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    const samples = [];
    const timer = setInterval(() => samples.push(megabytes(child.pid)), 50);
    child.stdout.on("data", (data) => (text += data));
    child.on("close", (code) => {
      clearInterval(timer);
      const row = text.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)).find((r) => r.test === `pp${context}`);
      if (code !== 0 || !row) reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${text}`));
      // Half a second before the end: the last samples see the memory being given back.
      else resolve({ secondsToFirstToken: Number((context / row.tokens_per_second).toFixed(3)), residentMb: Math.round(samples.at(-10) ?? 0) });
    });
  });
}

const known = existsSync(kept) ? readFileSync(kept, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)) : [];
const rows = [];
for (const context of contexts.map(Number)) {
  for (const [engine, command] of Object.entries(engines)) {
    let row = known.find((k) => k.engine === engine && k.context === context);
    if (!row) {
      row = { engine, context, ...(await run(command, context)) };
      appendFileSync(kept, `${JSON.stringify(row)}\n`);
      console.log(JSON.stringify(row));
    }

    rows.push(row);
  }
}

const title = `${basename(file, ".gguf")} (random weights), ${threads} threads, ${cpus()[0].model}`;
writeFileSync(join(out, "growth.json"), `${JSON.stringify({ what: "bench/growth.sh", title, memory: "resident at the end of the prompt", rows }, null, 2)}\n`);
writeFileSync(join(out, "growth.svg"), plot(title, rows));
