#!/usr/bin/env bash
# How long loading takes and how much memory is resident until an answer begins: Castor beside llama.cpp (node-llama-cpp), random weights of
# Gemma-3-1B's shape in the page cache, a new process each time, engines in turn.
#   bench/load.sh [--rounds 5] [--quant q8_0] [--shape gemma-3-1b] [--threads CORES] [--prompt 512] [--models DIR] [--out FILE]
# Needs Node on linux-x64, 1.1 GB of disk for the model (made once, in --models) and nothing else running; takes a minute. Writes bench/results/load.json.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
rounds=5 quant=q8_0 shape=gemma-3-1b threads="$(nproc)" prompt=512 models="${TMPDIR:-/tmp}/castor-bench-models" out="$here/results/load.json"
while [ $# -gt 0 ]; do
  case "$1" in
    --rounds) rounds="$2"; shift 2 ;;
    --quant) quant="$2"; shift 2 ;;
    --shape) shape="$2"; shift 2 ;;
    --threads) threads="$2"; shift 2 ;;
    --prompt) prompt="$2"; shift 2 ;;
    --models) models="$2"; shift 2 ;;
    --out) out="$2"; shift 2 ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
peer="$here/llamacpp/peer"
"$root/castor" --version >/dev/null
[ -d "$peer/node_modules" ] || npm ci --prefix "$peer" --omit=optional --ignore-scripts --no-audit --no-fund --silent
mkdir -p "$models"
file="$models/$shape-$quant.gguf"
[ -f "$file" ] || "$root/castor" models synthesize --shape "$shape" --quant "$quant" --out "$file"
# The build itself, not the launcher, whose look for newer sources would count as Castor's start.
node "$here/llamacpp/load.mjs" "$root/src/Castor.Cli/bin/castor/castor" "$peer/load.mjs" "$file" "$threads" "$prompt" "$rounds" "$out"
