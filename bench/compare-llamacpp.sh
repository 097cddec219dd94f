#!/usr/bin/env bash
# Castor's inference beside llama.cpp (node-llama-cpp's prebuilt one) on random weights of Gemma-3-1B's shape: reading a prompt of 512 tokens,
# generating 64, deep in a context and eight answers at once. Rounds are interleaved, and the memory's speed is read in each, since it changes from
# minute to minute on shared machines. Figures are medians, told beside the slowest and the fastest round.
#   bench/compare-llamacpp.sh [--rounds 5] [--quants "q8_0 q4_0 q4_k_m"] [--threads "1 2"] [--models DIR] [--only "speed tiers context parallel"] [--context 8192] [--rows FILE]
# --rows keeps each round's figures in a file and counts those of earlier runs in, so that rounds can be taken in several quiet hours.
# Needs Node on linux-x64, 4 GB of disk for the models (made once, in --models) and nothing else running. Writes bench/results/llamacpp.json.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
rounds=5 quants="q8_0 q4_0 q4_k_m" threads="1 2" models="${TMPDIR:-/tmp}/castor-bench-models" only="speed tiers context parallel" depth=8192 rows=""
while [ $# -gt 0 ]; do
  case "$1" in
    --rounds) rounds="$2"; shift 2 ;;
    --quants) quants="$2"; shift 2 ;;
    --threads) threads="$2"; shift 2 ;;
    --models) models="$2"; shift 2 ;;
    --only) only="$2"; shift 2 ;;
    --context) depth="$2"; shift 2 ;;
    --rows) rows="$2"; shift 2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done

castor="$root/castor"
peer="$here/llamacpp/peer"
work="$(mktemp -d)"
rows="${rows:-$work/rows.jsonl}"
trap 'rm -rf "$work"' EXIT
"$castor" --version >/dev/null
dotnet build "$here/Castor.Bench" --configuration Release --nologo --verbosity quiet
[ -d "$peer/node_modules" ] || npm ci --prefix "$peer" --omit=optional --ignore-scripts --no-audit --no-fund --silent
mkdir -p "$models"
for quant in $quants; do
  [ -f "$models/gemma-3-1b-$quant.gguf" ] || "$castor" models synthesize --shape gemma-3-1b --quant "$quant" --out "$models/gemma-3-1b-$quant.gguf"
done

# One line a figure: what ran, on which weights, in which round.
tell() { # engine quant round
  node -e '
    const [engine, quant, round] = process.argv.slice(1);
    for (const line of require("fs").readFileSync(0, "utf8").split("\n")) {
      if (!line.startsWith("{")) continue;
      const row = JSON.parse(line);
      console.log(JSON.stringify({ engine, quant, round: Number(round), threads: row.threads, test: row.test, value: row.tokens_per_second ?? row.gigabytes_per_second }));
    }' "$1" "$2" "$3" | tee -a "$rows"
}
run_castor() { # name kernels quant threads round args...
  local name="$1" kernels="$2" quant="$3" count="$4" round="$5"; shift 5
  CASTOR_KERNELS="$kernels" "$castor" bench "$models/gemma-3-1b-$quant.gguf" --threads "$count" --rounds 1 --json "$@" | tell "$name" "$quant" "$round"
}
run_llama() { # name folder quant threads round args...
  local name="$1" folder="$2" quant="$3" count="$4" round="$5"; shift 5
  node "$folder/bench.mjs" "$models/gemma-3-1b-$quant.gguf" --threads "$count" "$@" | tell "$name" "$quant" "$round"
}
wanted() { [[ " $only " == *" $1 "* ]]; }

# The same library with its build for AVX2 alone, with that for AVX-512 without VNNI (what .NET has instructions for), and with VNNI but no matrix tiles.
with_build_alone() { # build folder
  mkdir "$2"
  cp -r "$peer/." "$2/"
  find "$2/node_modules/@node-llama-cpp/linux-x64/bins" -name 'libggml-cpu-*.so' ! -name "*$1*" -delete
}
with_build_alone haswell "$work/haswell"
with_build_alone skylakex "$work/skylakex"
with_build_alone zen4 "$work/zen4"
most="${threads##* }"

for round in $(seq 1 "$rounds"); do
  for count in $threads; do
    "$here/Castor.Bench/bin/Release/net10.0/Castor.Bench" memory "$count" | tell memory "" "$round"
    for quant in $quants; do
      if wanted speed; then
        run_castor castor "" "$quant" "$count" "$round"
        run_llama llama.cpp "$peer" "$quant" "$count" "$round"
      fi
    done
  done
  if wanted tiers; then
    for quant in $quants; do
      if grep -qm1 avx512_vnni /proc/cpuinfo; then
        run_castor castor-avx512vnni avx512vnni "$quant" "$most" "$round"
        run_llama llama.cpp-avx512vnni "$work/zen4" "$quant" "$most" "$round"
      fi
      run_castor castor-avx512 avx512 "$quant" "$most" "$round"
      run_castor castor-avx2 avx2 "$quant" "$most" "$round"
      run_llama llama.cpp-avx512 "$work/skylakex" "$quant" "$most" "$round"
      run_llama llama.cpp-avx2 "$work/haswell" "$quant" "$most" "$round"
    done
  fi
  if wanted parallel; then
    for quant in $quants; do
      run_castor castor "" "$quant" "$most" "$round" --prompt 0 --parallel 8
      run_llama llama.cpp "$peer" "$quant" "$most" "$round" --prompt 0 --parallel 8
    done
  fi
  # Reading the context takes most of the time of this part, so it is done in two rounds at most.
  if wanted context && [ "$round" -le 2 ]; then
    quant="${quants%% *}"
    run_castor castor "" "$quant" "$most" "$round" --prompt 0 --generate 32 --context "$depth"
    run_llama llama.cpp "$peer" "$quant" "$most" "$round" --prompt 0 --generate 32 --context "$depth"
  fi
done
node "$here/llamacpp/summary.mjs" "$rows" "$here/results/llamacpp.json"
