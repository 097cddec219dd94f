import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const { totalTokens } = await ai.models.countTokens({
  model: "gemini-2.5-flash",
  contents: "The quick brown fox jumps over the lazy dog.",
});
console.log(`${totalTokens} tokens`);
