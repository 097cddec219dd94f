#!/usr/bin/env bash
# Trains castor-spark from nothing and writes models/castor-spark.gguf: installs Debian's torch, generates the text, trains, measures.
#   tools/spark/train.sh [OUT.gguf] [more options of train.py]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
out="${1:-$root/models/castor-spark.gguf}"
shift || true
checkpoint="$(mktemp -d)/spark.pickle"

# Without libopenblas0-pthread the float32 products are thirty times slower.
packages=(python3-torch python3-sentencepiece libopenblas0-pthread gcc libc6-dev)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] || { echo "Install first: ${missing[*]}" >&2; exit 1; }
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# bfloat16 products on CPUs with matrix tiles; elsewhere float32, which gives another model of the same quality.
half=()
grep -qm1 amx_bf16 /proc/cpuinfo && half=(--half)

# Large tensors come and go at every step; without this their pages are given back and faulted in anew.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592

mkdir -p "$(dirname "$out")"
nice -n 19 /usr/bin/python3 "$here/train.py" --out "$out" --checkpoint "$checkpoint" "${half[@]}" "$@"
nice -n 19 /usr/bin/python3 "$here/evaluate.py" "$checkpoint"
nice -n 19 /usr/bin/python3 "$here/evaluate.py" "$checkpoint" --samples
echo "Checkpoint: $checkpoint"
