import os

from google import genai
from google.genai import errors, types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

calls = {
    "a model that is not there": {"model": "gemini-9-nano"},
    "a value out of range": {
        "model": "gemini-2.5-flash",
        "config": types.GenerateContentConfig(temperature=3),
    },
}
for name, call in calls.items():
    try:
        client.models.generate_content(contents="Hello", **call)
    except errors.APIError as error:
        print(f"{name}: {error.code} {error.status}: {error.message}")
