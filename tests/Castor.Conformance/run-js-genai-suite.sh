#!/usr/bin/env bash
# Runs the system tests of googleapis/js-genai against a running server, without their record-and-replay server.
#   run-js-genai-suite.sh CHECKOUT BASE_URL [jasmine options]
# The Vertex AI half is left out, and with it the websocket tests, which open no connection to a base URL of their own.
set -uo pipefail
checkout="${1:?the folder of a js-genai checkout}"
base="${2:?the address of a running server, such as http://127.0.0.1:8420}"
shift 2
cd "$checkout" || exit 2

if [ ! -d node_modules ]; then
  npm ci --ignore-scripts --no-audit --no-fund || exit 2
fi

if [ ! -f dist/test/system/node/client_test.js ]; then
  npx tsc || exit 2
  mkdir -p dist/src/cross/sentencepiece
  cp src/cross/sentencepiece/sentencepiece_model.pb.js dist/src/cross/sentencepiece/
fi

export GOOGLE_GEMINI_BASE_URL="$base" GOOGLE_API_KEY=test-key GEMINI_API_KEY=test-key
status=0
for suite in client chats afc mcp; do
  echo "== $suite"
  npx jasmine "dist/test/system/node/${suite}_test.js" --random=false --filter='^(?!.*Vertex).*$' "$@" || status=1
done
exit "$status"
