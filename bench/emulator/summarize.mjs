// Folds the rows of compare-emulator.sh into medians and ratios: node summarize.mjs ROWS.jsonl RESULT.json
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release } from "node:os";

const [, , rowsFile, resultFile] = process.argv;
const rows = readFileSync(rowsFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const median = (values) => values.toSorted?.((a, b) => a - b)[values.length >> 1] ?? [...values].sort((a, b) => a - b)[values.length >> 1];
const round = (value, digits = 2) => Number(value.toFixed(digits));

const unary = {};
for (const connections of [1, 16, 64]) {
  const figures = (server) => {
    const own = rows.filter((r) => r.what === "unary" && r.server === server && r.connections === connections);
    return {
      requestsPerSecond: Math.round(median(own.map((r) => r.requests / r.seconds))),
      cpuMicrosecondsPerRequest: round(median(own.map((r) => (r.cpuMs * 1000) / r.requests)), 1),
      p50Ms: round(median(own.map((r) => r.p50Ms)), 3),
      p99Ms: round(median(own.map((r) => r.p99Ms)), 3),
      errors: own.reduce((sum, r) => sum + r.errors, 0),
    };
  };
  const [castor, castorCanned, bare, aimock] = ["castor", "castorCanned", "bare", "aimock"].map(figures);
  unary[connections] = {
    castor, castorCanned, bare, aimock,
    castorToAimock: round(castor.requestsPerSecond / aimock.requestsPerSecond),
    castorCannedToAimock: round(castorCanned.requestsPerSecond / aimock.requestsPerSecond),
    castorCannedToBare: round(castorCanned.requestsPerSecond / bare.requestsPerSecond),
    castorToBare: round(castor.requestsPerSecond / bare.requestsPerSecond),
  };
}

const result = {
  command: "bench/compare-emulator.sh",
  date: new Date().toISOString().slice(0, 10),
  machine: { cpu: cpus()[0].model, cores: cpus().length, os: `${process.platform} ${release()}`, node: process.version },
  unary,
  streams: rows.filter((r) => r.what === "streams").map(({ what, ...rest }) => rest),
  residentMb: Object.fromEntries(rows.filter((r) => r.what === "resident").map((r) => [r.server, r.mb])),
  residentMbAfterStreams: Object.fromEntries(rows.filter((r) => r.what === "resident after streams").map((r) => [r.server, r.mb])),
  firstAnswerMs: median(rows.filter((r) => r.what === "first answer").map((r) => r.ms)),
};
writeFileSync(resultFile, JSON.stringify(result, null, 2) + "\n");
console.log(JSON.stringify(result, null, 2));
