import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const stream = await ai.models.generateContentStream({
  model: "gemini-2.5-flash",
  contents: "Tell a short story of two stars.",
});
for await (const chunk of stream) {
  process.stdout.write(chunk.text ?? "");
}

console.log();
