import { ApiError, GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const calls = {
  "a model that is not there": { model: "gemini-9-nano", contents: "Hello" },
  "a value out of range": { model: "gemini-2.5-flash", contents: "Hello", config: { temperature: 3 } },
};
for (const [name, call] of Object.entries(calls)) {
  try {
    await ai.models.generateContent(call);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }

    const { status, message } = JSON.parse(error.message).error;
    console.log(`${name}: ${error.status} ${status}: ${message.trim()}`);
  }
}
