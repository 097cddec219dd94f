import os

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

response = client.models.generate_content(
    model="gemini-2.5-flash",
    contents="Explain in one sentence why the sky is blue.",
    config=types.GenerateContentConfig(
        system_instruction="You are a patient teacher.",
        max_output_tokens=200,
        temperature=0.4,
    ),
)
print(response.text)
print(response.usage_metadata.prompt_token_count, "tokens in,", response.usage_metadata.total_token_count, "in all")
