import os

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

response = client.models.generate_content(
    model="gemini-2.5-flash",
    contents="Which is heavier, a pound of feathers or a pound of lead?",
    config=types.GenerateContentConfig(
        thinking_config=types.ThinkingConfig(include_thoughts=True, thinking_budget=512),
    ),
)
for part in response.candidates[0].content.parts:
    print(f"(thought) {part.text}" if part.thought else part.text)
print(response.usage_metadata.thoughts_token_count, "tokens of thought")
