import os

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

with open(os.path.join(os.path.dirname(__file__), "..", "castor.png"), "rb") as file:
    image = types.Part.from_bytes(data=file.read(), mime_type="image/png")
response = client.models.generate_content(model="gemini-2.5-flash", contents=["What is in this picture?", image])
print(response.text)
print(response.usage_metadata.prompt_tokens_details)
