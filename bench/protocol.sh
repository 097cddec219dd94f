#!/usr/bin/env bash
# Reading and writing of the wire: MB/s and allocated bytes, kept in bench/results/protocol.json.
# `bench/protocol.sh --full` runs the same by BenchmarkDotNet.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = "--full" ]; then
  exec dotnet run -c Release --project bench/Castor.Bench -- --filter '*WireBenchmarks*' --job short
fi
mkdir -p bench/results
dotnet run -c Release --project bench/Castor.Bench -- protocol-row bench/results/protocol.json
cat bench/results/protocol.json
