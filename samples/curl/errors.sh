#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

# A model that is not there: 404.
curl -sS "$base/v1beta/models/gemini-9-nano:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{"contents": [{"parts": [{"text": "Hello"}]}]}'

# A field that is not there: 400, with its path.
curl -sS "$base/v1beta/models/gemini-2.5-flash:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{"contents": [{"parts": [{"txt": "Hello"}]}]}'

# No key: 403.
curl -sS "$base/v1beta/models/gemini-2.5-flash:generateContent" \
  -H "Content-Type: application/json" \
  -d '{"contents": [{"parts": [{"text": "Hello"}]}]}'
