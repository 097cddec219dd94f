#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

# The picture is in "data", base64.
curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash-image:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "contents": [{"parts": [{"text": "A lighthouse at night"}]}],
    "generationConfig": {"responseModalities": ["TEXT", "IMAGE"], "imageConfig": {"aspectRatio": "16:9"}}
  }' |
  grep -o '"data": "[^"]*"' | cut -d'"' -f4 | base64 -d > lighthouse.png

ls -l lighthouse.png
