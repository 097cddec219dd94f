#!/usr/bin/env bash
set -euo pipefail
base="${GOOGLE_GEMINI_BASE_URL:-http://127.0.0.1:8420}"
key="${GEMINI_API_KEY:-any}"

# Bare samples: 16 bits, one channel, 24,000 a second. To hear them: aplay -f S16_LE -r 24000 speech.pcm
curl -sS --fail-with-body "$base/v1beta/models/gemini-2.5-flash-preview-tts:generateContent" \
  -H "x-goog-api-key: $key" -H "Content-Type: application/json" \
  -d '{
    "contents": [{"parts": [{"text": "Say cheerfully: have a wonderful day!"}]}],
    "generationConfig": {
      "responseModalities": ["AUDIO"],
      "speechConfig": {"voiceConfig": {"prebuiltVoiceConfig": {"voiceName": "Kore"}}}
    }
  }' |
  grep -o '"data": "[^"]*"' | cut -d'"' -f4 | base64 -d > speech.pcm

ls -l speech.pcm
