import { writeFile } from "node:fs/promises";
import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const response = await ai.models.generateContent({
  model: "gemini-2.5-flash-image",
  contents: "A lighthouse at night",
  config: { responseModalities: ["TEXT", "IMAGE"], imageConfig: { aspectRatio: "16:9" } },
});
for (const part of response.candidates[0].content.parts) {
  if (part.inlineData) {
    await writeFile("lighthouse.png", Buffer.from(part.inlineData.data, "base64"));
    console.log(`lighthouse.png: ${part.inlineData.mimeType}`);
  } else {
    console.log(part.text);
  }
}
