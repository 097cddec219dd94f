import os

from google import genai

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

counted = client.models.count_tokens(
    model="gemini-2.5-flash",
    contents="The quick brown fox jumps over the lazy dog.",
)
print(counted.total_tokens, "tokens")
