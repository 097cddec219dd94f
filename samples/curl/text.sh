#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "systemInstruction": {"parts": [{"text": "You are a patient teacher."}]},
    "contents": [{"parts": [{"text": "Explain in one sentence why the sky is blue."}]}],
    "generationConfig": {"maxOutputTokens": 200, "temperature": 0.4}
  }'
