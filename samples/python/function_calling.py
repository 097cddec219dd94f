import os

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

def get_weather(city: str) -> dict:
    """Gets the current weather of a city."""
    print(f"get_weather({city!r})")
    return {"forecast": f"clear sky over {city}"}


# The SDK calls the function for the model and sends its result back, until the model answers with text.
response = client.models.generate_content(
    model="gemini-2.5-flash",
    contents="What is the weather in Lisbon?",
    config=types.GenerateContentConfig(tools=[get_weather]),
)
print(response.text)
