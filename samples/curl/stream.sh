#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

# As server-sent events; without alt=sse the same chunks come as one JSON array.
curl -sSN --fail-with-body "$base/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{"contents": [{"parts": [{"text": "Tell a short story of two stars."}]}]}'
