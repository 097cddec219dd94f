#!/usr/bin/env bash
# What must harm nobody: 1,000 streams at once, clients that hang up, garbage, slow senders and a body of 1 GB, while others go on
# asking. Writes bench/results/strength.json.
#   bench/strength.sh
# Needs wrk (Debian: wrk) and curl.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
port=8611
url="http://127.0.0.1:$port"
path="/v1beta/models/gemini-2.5-flash:generateContent"
stream="$url/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"
export REQUEST_FILE="$here/emulator/request.json"
work="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

dotnet build "$here/Castor.Load" --configuration Release --nologo --verbosity quiet >/dev/null
load="$here/Castor.Load/bin/Release/net10.0/Castor.Load"
"$root/castor" --version >/dev/null
"$root/castor" serve --port $port --data "$work/data" --scenarios "$here/emulator/scenarios" >"$work/log" 2>&1 &
pid=$!
ask() { curl -sf -o /dev/null -H "x-goog-api-key: bench" -H "Content-Type: application/json" -d @"$REQUEST_FILE" "$url$path"; }
until ask; do sleep 0.05; done
# The launcher replaces itself, so the job is the server.
rss() { awk '/VmRSS/ {printf "%.1f", $2 / 1024}' "/proc/$pid/status"; }
handles() { find "/proc/$pid/fd" -mindepth 1 | wc -l; }
others() { wrk -t1 -c4 -d"${1}s" -s "$here/emulator/post.lua" "$url$path" | tail -n 1; }

others 5 >/dev/null
quiet="$(others 5)"
before_mb="$(rss)" before_handles="$(handles)"

streams="$("$load" streams "$stream" 1000)"
hang_ups="$("$load" hang-ups "$stream" 2000)"
for _ in $(seq 1 100); do [ "$(handles)" -le $((before_handles + 4)) ] && break; sleep 0.1; done
after_handles="$(handles)"

# 50 senders that open a body of 1 MB and then send a byte a second.
for _ in $(seq 1 50); do
  ( exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf 'POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nx-goog-api-key: bench\r\nContent-Length: 1000000\r\n\r\n{' "$path" >&3
    for _ in $(seq 1 12); do sleep 1; printf ' ' >&3 || exit 0; done ) 2>/dev/null &
done
# Garbage, as fast as it goes.
( for _ in $(seq 1 200); do head -c 4096 /dev/urandom | curl -s -o /dev/null -m 5 -H "x-goog-api-key: bench" --data-binary @- "$url$path" || true; done ) &
garbage=$!
harmed="$(others 5)"
wait $garbage
big_status="$(head -c 1073741824 /dev/zero | curl -s -o /dev/null -m 60 -w '%{http_code}' -H "x-goog-api-key: bench" -H "Expect:" -T - -X POST "$url$path" || true)"
after="$(others 5)"
after_mb="$(rss)"

cat >"$here/results/strength.json" <<JSON
{
  "command": "bench/strength.sh",
  "date": "$(date +%F)",
  "streams": $streams,
  "hangUps": { "count": 2000, "handlesBefore": $before_handles, "handlesAfter": $after_handles },
  "othersAlone": $quiet,
  "othersBesideSlowSendersAndGarbage": $harmed,
  "othersAfterwards": $after,
  "bodyOf1GbStatus": "$big_status",
  "residentMb": { "before": $before_mb, "after": $after_mb }
}
JSON
cat "$here/results/strength.json"
