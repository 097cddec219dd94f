#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

curl -sS --fail-with-body "$base/v1beta/models/gemini-embedding-001:embedContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{"content": {"parts": [{"text": "The cat sat on the mat."}]}, "taskType": "SEMANTIC_SIMILARITY", "outputDimensionality": 8}'

curl -sS --fail-with-body "$base/v1beta/models/gemini-embedding-001:batchEmbedContents" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "requests": [
      {"model": "models/gemini-embedding-001", "content": {"parts": [{"text": "A cat is sitting on a mat."}]}, "outputDimensionality": 8},
      {"model": "models/gemini-embedding-001", "content": {"parts": [{"text": "Quarterly revenue rose by nine percent."}]}, "outputDimensionality": 8}
    ]
  }'
