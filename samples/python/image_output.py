import os

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

response = client.models.generate_content(
    model="gemini-2.5-flash-image",
    contents="A lighthouse at night",
    config=types.GenerateContentConfig(
        response_modalities=["TEXT", "IMAGE"],
        image_config=types.ImageConfig(aspect_ratio="16:9"),
    ),
)
for part in response.candidates[0].content.parts:
    if part.inline_data:
        with open("lighthouse.png", "wb") as file:
            file.write(part.inline_data.data)
        print("lighthouse.png:", part.inline_data.mime_type)
    else:
        print(part.text)
