import os
from typing import Literal

from google import genai
from google.genai import types
from pydantic import BaseModel, Field

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)


class Recipe(BaseModel):
    name: str
    difficulty: Literal["easy", "hard"]
    minutes: int = Field(ge=5, le=60)


response = client.models.generate_content(
    model="gemini-2.5-flash",
    contents="List two cookie recipes.",
    config=types.GenerateContentConfig(response_mime_type="application/json", response_schema=list[Recipe]),
)
for recipe in response.parsed:
    print(recipe)
