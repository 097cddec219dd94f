#!/usr/bin/env bash
# What local weights must bear: 64 clients with mixed schemas, tools, streams and hang-ups for a while, a kill and a restart in between,
# prompts that fill the context, and schemas made to harm. Writes bench/results/strength-local.json.
#   bench/strength-local.sh            ten minutes
#   SECONDS_OF_LOAD=60 CLIENTS=64 bench/strength-local.sh
# Ends with status 1 where an answer was invalid, memory grew by more than 2% or an error took longer than a second.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
seconds="${SECONDS_OF_LOAD:-600}"
clients="${CLIENTS:-64}"
port="${PORT:-8612}"
url="http://127.0.0.1:$port"
model="castor-spark"
# Small enough that kept prefixes have filled their room when it is warm: what grows afterwards is a leak.
memory="${MEMORY:-100MB}"
work="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

dotnet build "$here/Castor.Load" --configuration Release --nologo --verbosity quiet >/dev/null
load="$here/Castor.Load/bin/Release/net10.0/Castor.Load"
"$root/castor" --version >/dev/null

serve() {
  "$root/castor" serve --port "$port" --data "$work/data" --memory "$memory" >"$work/log" 2>&1 &
  pid=$!
  until ask '{"contents":[{"parts":[{"text":"Hello"}]}],"generationConfig":{"temperature":0}}' >/dev/null; do sleep 0.05; done
}
ask() { curl -sf -m 60 -H "x-goog-api-key: bench" -H "Content-Type: application/json" -d "$1" "$url/v1beta/models/$model:generateContent"; }
rss() { awk '/VmRSS/ {print $2}' "/proc/$pid/status"; }
# The median of some samples: a heap breathes.
resident() { for _ in $(seq 1 9); do rss; sleep 0.5; done | sort -n | sed -n 5p; }
# What a bad request gets, and how long that took: a line of JSON.
bad() {
  local answer
  answer="$(curl -s -m 30 -o "$work/answer" -w '%{http_code} %{time_total}' -H "x-goog-api-key: bench" -H "Content-Type: application/json" --data-binary @- "$url/v1beta/models/$model:generateContent" || true)"
  python3 - "$1" $answer "$work/answer" <<'PY'
import json, sys
name, status, seconds, path = sys.argv[1:]
try:
    body = json.load(open(path))
except ValueError:
    body = {}
error = body.get("error", {})
print(json.dumps({"name": name, "status": int(status), "seconds": float(seconds), "message": error.get("message", body.get("candidates", [{}])[0].get("finishReason", ""))[:160]}))
PY
}
schema() { printf '{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"maxOutputTokens":40,"responseMimeType":"application/json","%s":%s}}' "$1" "$2"; }

serve
# Warm: code is compiled and the cache of prefixes is full.
warm=$((seconds / 2 < 120 ? seconds / 2 : 120))
"$load" local "$url" "$model" "$clients" "$warm" >/dev/null
before="$(resident)"
mixed="$("$load" local "$url" "$model" "$clients" "$seconds" 2>"$work/mistakes")" && clean=true || clean=false
after="$(resident)"

# Killed under load: what lasts must be whole, and the next start answers.
"$load" local "$url" "$model" 16 5 >/dev/null 2>&1 &
killed=$!
sleep 2
kill -9 "$pid"
wait "$killed" "$pid" 2>/dev/null || true
serve
restarted="$(ask '{"contents":[{"parts":[{"text":"What is the capital of France?"}]}],"generationConfig":{"temperature":0}}' | grep -c Paris || true)"

# Beside each of these somebody else asks, and is answered.
others="$work/others"
( while :; do ask '{"contents":[{"parts":[{"text":"Hello"}]}],"generationConfig":{"temperature":0}}' >/dev/null && echo ok || echo bad; done >"$others" ) &
asking=$!
words() { python3 -c "print('word ' * $1, end='')"; }
{
  printf '{"contents":[{"parts":[{"text":"%s"}]}]}' "$(words 100000)" | bad "promptOverTheContext"
  schema responseSchema "$(python3 -c "print('{\"type\":\"ARRAY\",\"items\":' * 400 + '{\"type\":\"STRING\"}' + '}' * 400)")" | bad "deepSchema"
  schema responseSchema "$(python3 -c "import json; print(json.dumps({'type': 'OBJECT', 'properties': {f'p{i}': {'type': 'STRING'} for i in range(5000)}, 'required': [f'p{i}' for i in range(5000)]}))")" | bad "wideSchema"
  schema responseJsonSchema '{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}' | bad "schemaThatIsItself"
  schema responseJsonSchema '{"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}},"required":["next"]}},"$ref":"#/$defs/n"}' | bad "schemaWithoutEnd"
  schema responseJsonSchema '{"type":"string","enum":[]}' | bad "nothingMatches"
  schema responseJsonSchema '{"type":"string","pattern":"^(((a{1,99}){1,99}){1,99}){1,99}$"}' | bad "patternBomb"
  schema responseJsonSchema '{"type":"string","minLength":10,"maxLength":2}' | bad "lengthsThatCross"
} >"$work/bad"
kill "$asking"
wait "$asking" 2>/dev/null || true

python3 - "$here/results/strength-local.json" <<PY
import datetime, json, os, sys
bad = [json.loads(line) for line in open("$work/bad")]
others = open("$others").read().split()
before, after = $before / 1024, $after / 1024
result = {
    "command": "bench/strength-local.sh", "date": datetime.date.today().isoformat(), "model": "$model", "cores": os.cpu_count(),
    "clients": $clients, "seconds": $seconds, "load": json.loads('''$mixed'''),
    "residentMb": {"before": round(before, 1), "after": round(after, 1), "growth": round(after / before - 1, 4)},
    "answersAfterAKillAndARestart": $restarted == 1,
    "bad": bad, "othersBeside": {"answered": others.count("ok"), "failed": others.count("bad")},
}
json.dump(result, open(sys.argv[1], "w"), indent=2)
print(json.dumps(result, indent=2))
print(open("$work/mistakes").read(), end="", file=sys.stderr)
slow = [b["name"] for b in bad if b["seconds"] > 1]
fine = "$clean" == "true" and after <= before * 1.02 and not slow and "bad" not in others and $restarted == 1
print("fine" if fine else f"NOT FINE: clean=$clean slow={slow}", file=sys.stderr)
sys.exit(0 if fine else 1)
PY
