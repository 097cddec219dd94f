#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash:countTokens" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{"contents": [{"parts": [{"text": "The quick brown fox jumps over the lazy dog."}]}]}'
