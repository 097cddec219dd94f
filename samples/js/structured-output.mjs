import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const response = await ai.models.generateContent({
  model: "gemini-2.5-flash",
  contents: "List two cookie recipes.",
  config: {
    responseMimeType: "application/json",
    responseJsonSchema: {
      type: "array",
      minItems: 2,
      maxItems: 2,
      items: {
        type: "object",
        properties: {
          name: { type: "string" },
          difficulty: { enum: ["easy", "hard"] },
          minutes: { type: "integer", minimum: 5, maximum: 60 },
        },
        required: ["name", "difficulty", "minutes"],
      },
    },
  },
});
console.table(JSON.parse(response.text));
