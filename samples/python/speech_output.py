import os
import wave

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

response = client.models.generate_content(
    model="gemini-2.5-flash-preview-tts",
    contents="Say cheerfully: have a wonderful day!",
    config=types.GenerateContentConfig(
        response_modalities=["AUDIO"],
        speech_config=types.SpeechConfig(
            voice_config=types.VoiceConfig(
                prebuilt_voice_config=types.PrebuiltVoiceConfig(voice_name="Kore"),
            ),
        ),
    ),
)
speech = response.candidates[0].content.parts[0].inline_data
with wave.open("speech.wav", "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(24000)
    file.writeframes(speech.data)
print("speech.wav:", speech.mime_type)
