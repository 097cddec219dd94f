#!/usr/bin/env bash
# What a schema of 100 properties costs while decoding, in Castor and in llama.cpp (node-llama-cpp), on the same weights of Gemma-3-1B's shape and its
# vocabulary of 262,144: the delay of the first token (compiling and the first mask) and the time that each token takes longer. Castor follows an answer
# that satisfies the schema, seen for the first time (cold) and again (warm); llama.cpp's converter has no such command, so its times are of answers with
# the grammar less those without. Rounds are interleaved; figures are medians.
#   bench/compare-grammar.sh [--rounds 5] [--threads 2] [--generate 32] [--model FILE]
# Needs Node on linux-x64 and nothing else running. Writes bench/results/grammar.json.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
rounds=5 threads=2 generate=32 model="${TMPDIR:-/tmp}/castor-bench-models/gemma-3-1b-q4_0.gguf"
while [ $# -gt 0 ]; do
  case "$1" in
    --rounds) rounds="$2"; shift 2 ;;
    --threads) threads="$2"; shift 2 ;;
    --generate) generate="$2"; shift 2 ;;
    --model) model="$2"; shift 2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done

peer="$here/llamacpp/peer"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$root/castor" --version >/dev/null
dotnet build "$here/Castor.Bench" --configuration Release --nologo --verbosity quiet
castor="$here/Castor.Bench/bin/Release/net10.0/Castor.Bench"
[ -d "$peer/node_modules" ] || npm ci --prefix "$peer" --omit=optional --ignore-scripts --no-audit --no-fund --silent
mkdir -p "$(dirname "$model")"
[ -f "$model" ] || "$root/castor" models synthesize --shape gemma-3-1b --quant q4_0 --out "$model"

"$castor" constraint-schema >"$work/schema.json"
for _ in $(seq 1 "$rounds"); do
  "$castor" constraints "$model" | tee -a "$work/castor"
  "$root/castor" bench "$model" --threads "$threads" --rounds 1 --json --prompt 0 --generate "$generate" | grep '^{' | tee -a "$work/plain"
  node "$peer/grammar.mjs" "$model" "$work/schema.json" --threads "$threads" --generate "$generate" | tee -a "$work/llama"
done

node - "$work" "$here/results/grammar.json" "$threads" "$rounds" <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const os = require("node:os");
const [folder, out, threads, rounds] = process.argv.slice(2);
const rows = (name) => readFileSync(`${folder}/${name}`, "utf8").split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
const median = (values) => { const sorted = values.sort((a, b) => a - b); return Number(sorted[sorted.length >> 1].toFixed(3)); };
const of = (name, key) => median(rows(name).map((row) => row[key]));
const plain = median(rows("plain").filter((row) => row.tokens_per_second).map((row) => 1e6 / row.tokens_per_second));
const side = (firstToken, token, plainToken, more) => ({
  firstTokenMs: firstToken, tokenUs: token, plainTokenUs: plainToken, overhead: Number((token / plainToken).toFixed(4)), ...more,
});
const castor = side(of("castor", "first_token_ms"), of("castor", "token_us"), plain, {
  compileMs: of("castor", "compile_ms"), coldTokenUs: of("castor", "cold_token_us"), p99TokenUs: of("castor", "token_p99_us"),
});
const llama = side(of("llama", "first_token_ms"), of("llama", "token_us"), of("llama", "plain_token_us"), { compileMs: of("llama", "compile_ms") });
const result = {
  command: "bench/compare-grammar.sh", date: new Date().toISOString().slice(0, 10), cores: os.cpus().length, threads: Number(threads), rounds: Number(rounds),
  vocabulary: rows("castor")[0].vocabulary, properties: rows("castor")[0].properties, castor, "llama.cpp": llama,
  llamaCppOverCastor: { firstToken: Number((llama.firstTokenMs / castor.firstTokenMs).toFixed(1)), token: Number((llama.tokenUs / castor.tokenUs).toFixed(1)) },
};
writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
JS
