import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const response = await ai.models.generateContent({
  model: "gemini-2.5-flash",
  contents: "Explain in one sentence why the sky is blue.",
  config: { systemInstruction: "You are a patient teacher.", maxOutputTokens: 200, temperature: 0.4 },
});
console.log(response.text);
console.log(`${response.usageMetadata.promptTokenCount} tokens in, ${response.usageMetadata.totalTokenCount} in all`);
