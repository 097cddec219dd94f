#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

image="$(base64 < "$(dirname "$0")/../castor.png" | tr -d '\n')"

curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "contents": [{
      "parts": [
        {"text": "What is in this picture?"},
        {"inline_data": {"mime_type": "image/png", "data": "'"$image"'"}}
      ]
    }]
  }'
