import os

from google import genai

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

for model in client.models.list():
    print(f"{model.name}: {model.input_token_limit} tokens in, {model.output_token_limit} out")
