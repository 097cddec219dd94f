#!/usr/bin/env bash
# How much of public collections of JSON Schemas is held while decoding: schemas that are taken, answers drawn blindly from the masks and judged by ajv,
# and values that the collections tell to be valid or not. Writes bench/results/schemas.json.
#   bench/schemas.sh --suite DIR --bench DIR
# DIR are checkouts of github.com/json-schema-org/JSON-Schema-Test-Suite and github.com/guidance-ai/jsonschemabench (its maskbench/data has the values).
# Ends with status 1 where an answer was invalid, or a value that is told to be invalid could be written, but for rules of older drafts.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
suite="" collection=""
while [ $# -gt 0 ]; do
  case "$1" in
    --suite) suite="$2"; shift 2 ;;
    --bench) collection="$2"; shift 2 ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
[ -n "$suite$collection" ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dotnet build "$here/Castor.Bench" --configuration Release --nologo --verbosity quiet
ajv="$root/tests/Castor.Engines.Tests/ajv"
[ -d "$ajv/node_modules" ] || npm ci --prefix "$ajv" --ignore-scripts --no-audit --no-fund --silent
try() { # name folder dialect
  [ -d "$2" ] || return 0
  "$here/Castor.Bench/bin/Release/net10.0/Castor.Bench" schemas "$root/models/castor-spark.gguf" "$2" "$work/$1.report" >"$work/$1.totals" || true
  node "$ajv/judge.mjs" "$work/$1.report" "$3" >"$work/$1.judged"
  node - "$1" "$work" >>"$work/rows" <<'JS'
const { readFileSync } = require("node:fs");
const [name, folder] = process.argv.slice(2);
const read = (end) => JSON.parse(readFileSync(`${folder}/${name}.${end}`, "utf8"));
const { faults, refused } = read("report");
const judged = read("judged");
// What older drafts ask and newer ones do not: contentEncoding, an id beside $ref, and that 1.0 is no integer.
const older = (line) => /^optional\/content|^ref\.json: \$ref prevents|o14485\.json/.test(line);
console.log(JSON.stringify({ collection: name, ...read("totals"), faults: faults.filter((line) => !older(line)).length, olderRules: faults.filter(older).length, judgedByAjv: judged.judged, invalidForAjv: judged.complaints.length }));
for (const line of [...faults, ...judged.complaints].slice(0, 60)) console.error(`${name}: ${line.slice(0, 300)}`);
for (const { count, reason } of refused.slice(0, 12)) console.error(`${name}: refused ${count}: ${reason.slice(0, 120)}`);
JS
}
try draft2020-12 "$suite/tests/draft2020-12" 2020
try draft7 "$suite/tests/draft7" 7
try jsonschemabench "$collection/maskbench/data" any

node - "$work/rows" "$here/results/schemas.json" <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const [rows, out] = process.argv.slice(2);
const collections = readFileSync(rows, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const result = { command: "bench/schemas.sh", date: new Date().toISOString().slice(0, 10), collections };
writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));
process.exit(collections.some((c) => c.faults > 0 || c.invalidForAjv > 0) ? 1 : 0);
JS
