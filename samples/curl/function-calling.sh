#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

# The first call asks; the answer holds a functionCall, whose result the second call sends back with the whole conversation.
tools='[{"functionDeclarations": [{
  "name": "get_weather",
  "description": "Gets the current weather of a city.",
  "parameters": {"type": "OBJECT", "properties": {"city": {"type": "STRING"}}, "required": ["city"]}
}]}]'
question='{"role": "user", "parts": [{"text": "What is the weather in Lisbon?"}]}'

ask() {
  curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash:generateContent" \
    -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
    -d '{"contents": ['"$1"'], "tools": '"$tools"'}'
}

ask "$question"
ask "$question"',
  {"role": "model", "parts": [{"functionCall": {"name": "get_weather", "args": {"city": "Lisbon"}}}]},
  {"role": "user", "parts": [{"functionResponse": {"name": "get_weather", "response": {"forecast": "clear sky over Lisbon"}}}]}'
