import os

from google import genai

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

for chunk in client.models.generate_content_stream(
    model="gemini-2.5-flash",
    contents="Tell a short story of two stars.",
):
    print(chunk.text or "", end="", flush=True)
print()
