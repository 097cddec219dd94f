#!/usr/bin/env bash
# How the time to the first token and the memory grow with the context, from 1k to 32k tokens: Castor (keys and values in f16 and in q8_0) beside
# llama.cpp (node-llama-cpp), random weights of Gemma-3-1B's shape, engines in turn at each length.
#   bench/growth.sh [--quant q4_0] [--threads 2] [--contexts "1024 2048 4096 8192 16384 32768"] [--models DIR] [--rows FILE]
# --rows keeps each figure in a file as it is taken, and goes on from there when it is started again.
# Needs Node on linux-x64 and nothing else running; takes about fifteen minutes. Writes bench/results/growth.json and growth.svg.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
quant=q4_0 threads=2 contexts="1024 2048 4096 8192 16384 32768" models="${TMPDIR:-/tmp}/castor-bench-models" rows=""
while [ $# -gt 0 ]; do
  case "$1" in
    --quant) quant="$2"; shift 2 ;;
    --threads) threads="$2"; shift 2 ;;
    --contexts) contexts="$2"; shift 2 ;;
    --models) models="$2"; shift 2 ;;
    --rows) rows="$2"; shift 2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
peer="$here/llamacpp/peer"
"$root/castor" --version >/dev/null
[ -d "$peer/node_modules" ] || npm ci --prefix "$peer" --omit=optional --ignore-scripts --no-audit --no-fund --silent
mkdir -p "$models"
file="$models/gemma-3-1b-$quant.gguf"
[ -f "$file" ] || "$root/castor" models synthesize --shape gemma-3-1b --quant "$quant" --out "$file"
# The launcher replaces itself, so that the process at hand is the one whose memory is read.
exec node "$here/llamacpp/growth.mjs" "$root/castor" "$peer/bench.mjs" "$file" "$threads" "$here/results" "${rows:-$(mktemp)}" $contexts
