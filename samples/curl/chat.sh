#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

# The service keeps no state: each call holds the whole conversation.
curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "contents": [
      {"role": "user", "parts": [{"text": "My name is Ada."}]},
      {"role": "model", "parts": [{"text": "Hello, Ada."}]},
      {"role": "user", "parts": [{"text": "Which stars can I see tonight?"}]}
    ]
  }'
