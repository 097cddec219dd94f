#!/usr/bin/env bash
# Castor's emulator beside @copilotkit/aimock and a bare Kestrel endpoint that returns the same bytes: unary generateContent at 1, 16 and
# 64 connections, streams of 64 events at 20 ms, memory and start time. Castor is measured with the answers that it makes up and, in a
# server of its own, with the one that aimock plays (emulator/canned). Servers run on core 0, the load on core 1, rounds interleaved;
# only the start has both cores.
#   bench/compare-emulator.sh [--seconds 5] [--rounds 3] [--streams "64 256 1000"]
# Needs wrk (Debian: wrk), Node and two cores. Writes bench/results/emulator.json.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
seconds=5 rounds=3 streams="64 256 1000"
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds) seconds="$2"; shift 2 ;;
    --rounds) rounds="$2"; shift 2 ;;
    --streams) streams="$2"; shift 2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 2; }

castor_port=8601 bare_port=8602 aimock_port=8603 canned_port=8604
work="$(mktemp -d)"
rows="$work/rows.jsonl"
export REQUEST_FILE="$here/emulator/request.json"
path="/v1beta/models/gemini-2.5-flash:generateContent"
stream_path="/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

"$root/castor" --version >/dev/null
dotnet build "$here/Castor.Load" --configuration Release --nologo --verbosity quiet
castor="$root/castor"
load="$here/Castor.Load/bin/Release/net10.0/Castor.Load"
[ -d "$here/emulator/peer/node_modules" ] || npm ci --prefix "$here/emulator/peer" --ignore-scripts --no-audit --no-fund --silent

now_ms() { date +%s%3N; }
answers() { curl -sf -o "${2:-/dev/null}" -H "x-goog-api-key: bench" -H "Content-Type: application/json" -d @"$REQUEST_FILE" "http://127.0.0.1:$1$path"; }
wait_for() { for _ in $(seq 1 2000); do answers "$1" && return; sleep 0.005; done; echo "port $1 does not answer" >&2; exit 1; }
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{print ($14 + $15) * 1000 / hz}' "/proc/$1/stat"; }
rss_mb() { awk '/VmRSS/ {printf "%.1f", $2 / 1024}' "/proc/$1/status"; }
row() { echo "$1" >>"$rows"; echo "$1"; }

start_castor() { # cores [port] [scenarios]
  local port="${2:-$castor_port}" scenarios="${3:-scenarios}"
  taskset -c "$1" "$castor" serve --port "$port" --data "$work/$scenarios" --scenarios "$here/emulator/$scenarios" >"$work/$port.log" 2>&1 &
  castor_pid=$!
  pids+=($castor_pid)
}

echo "== start-up"
for _ in 1 2 3 4 5; do
  began=$(now_ms)
  start_castor 0,1
  wait_for $castor_port
  row "{\"what\":\"first answer\",\"server\":\"castor\",\"ms\":$(($(now_ms) - began))}"
  kill $castor_pid; wait $castor_pid 2>/dev/null || true
done

start_castor 0 $canned_port canned
canned_pid=$castor_pid
start_castor 0
wait_for $castor_port
answers $castor_port "$work/body.json"
taskset -c 0 "$load" bare $bare_port "$work/body.json" >/dev/null 2>&1 & bare_pid=$!; pids+=($bare_pid)
taskset -c 0 node "$here/emulator/peer/node_modules/@copilotkit/aimock/dist/cli.js" -p $aimock_port \
  -f "$here/emulator/peer/fixture.json" --log-level silent --journal-max 1 >/dev/null 2>&1 & aimock_pid=$!; pids+=($aimock_pid)
wait_for $canned_port
wait_for $bare_port
wait_for $aimock_port

unary() { # name port pid connections
  local before after result
  before=$(cpu_ms "$3")
  result="$(taskset -c 1 wrk -t1 -c"$4" -d"${seconds}s" -s "$here/emulator/post.lua" "http://127.0.0.1:$2$path" | tail -n 1)"
  after=$(cpu_ms "$3")
  row "{\"what\":\"unary\",\"server\":\"$1\",\"connections\":$4,\"cpuMs\":$(awk "BEGIN {print $after - $before}"),${result#\{}"
}

servers=(
  "castor $castor_port $castor_pid"
  "castorCanned $canned_port $canned_pid"
  "bare $bare_port $bare_pid"
  "aimock $aimock_port $aimock_pid"
)

echo "== warm-up"
for server in "${servers[@]}"; do
  set -- $server
  taskset -c 1 wrk -t1 -c16 -d3s -s "$here/emulator/post.lua" "http://127.0.0.1:$2$path" >/dev/null
done

echo "== unary"
for round in $(seq 1 "$rounds"); do
  for connections in 1 16 64; do
    for server in "${servers[@]}"; do
      unary $server "$connections"
    done
  done
done

row "{\"what\":\"resident\",\"server\":\"castor\",\"mb\":$(rss_mb $castor_pid)}"
row "{\"what\":\"resident\",\"server\":\"aimock\",\"mb\":$(rss_mb $aimock_pid)}"
echo "== streams"
ulimit -n 8192 2>/dev/null || true
for count in $streams; do
  for target in "castor $castor_port" "bare $bare_port"; do
    set -- $target
    result="$(taskset -c 1 "$load" streams "http://127.0.0.1:$2$stream_path" "$count" || true)"
    row "{\"what\":\"streams\",\"server\":\"$1\",${result#\{}"
  done
done
row "{\"what\":\"resident after streams\",\"server\":\"castor\",\"mb\":$(rss_mb $castor_pid)}"
row "{\"what\":\"resident after streams\",\"server\":\"bare\",\"mb\":$(rss_mb $bare_pid)}"

node "$here/emulator/summarize.mjs" "$rows" "$here/results/emulator.json"
