import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const response = await ai.models.generateContent({
  model: "gemini-2.5-flash",
  contents: "Which is heavier, a pound of feathers or a pound of lead?",
  config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 512 } },
});
for (const part of response.candidates[0].content.parts) {
  console.log(part.thought ? `(thought) ${part.text}` : part.text);
}

console.log(`${response.usageMetadata.thoughtsTokenCount} tokens of thought`);
