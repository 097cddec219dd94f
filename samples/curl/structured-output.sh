#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "contents": [{"parts": [{"text": "List two cookie recipes."}]}],
    "generationConfig": {
      "responseMimeType": "application/json",
      "responseSchema": {
        "type": "ARRAY",
        "minItems": 2,
        "maxItems": 2,
        "items": {
          "type": "OBJECT",
          "properties": {
            "name": {"type": "STRING"},
            "difficulty": {"type": "STRING", "enum": ["easy", "hard"]},
            "minutes": {"type": "INTEGER", "minimum": 5, "maximum": 60}
          },
          "required": ["name", "difficulty", "minutes"],
          "propertyOrdering": ["name", "difficulty", "minutes"]
        }
      }
    }
  }'
