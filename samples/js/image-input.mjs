import { readFile } from "node:fs/promises";
import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const image = await readFile(new URL("../castor.png", import.meta.url));
const response = await ai.models.generateContent({
  model: "gemini-2.5-flash",
  contents: [{ text: "What is in this picture?" }, { inlineData: { mimeType: "image/png", data: image.toString("base64") } }],
});
console.log(response.text);
console.log(response.usageMetadata.promptTokensDetails);
