#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

curl -sS --fail-with-body "$base/v1beta/models?pageSize=5" -H "x-goog-api-key: $key"
curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash" -H "x-goog-api-key: $key"
