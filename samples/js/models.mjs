import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

for await (const model of await ai.models.list()) {
  console.log(`${model.name}: ${model.inputTokenLimit} tokens in, ${model.outputTokenLimit} out`);
}
