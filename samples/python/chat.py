import os

from google import genai

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

chat = client.chats.create(model="gemini-2.5-flash")
for message in ["My name is Ada.", "Which stars can I see tonight?"]:
    response = chat.send_message(message)
    print(f"> {message}\n{response.text}\n")
print(len(chat.get_history()), "turns")
