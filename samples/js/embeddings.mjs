import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const contents = ["The cat sat on the mat.", "A cat is sitting on a mat.", "Quarterly revenue rose by nine percent."];
const { embeddings } = await ai.models.embedContent({
  model: "gemini-embedding-001",
  contents,
  config: { taskType: "SEMANTIC_SIMILARITY", outputDimensionality: 768 },
});
const length = vector => Math.hypot(...vector);
const cosine = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0) / (length(a) * length(b));
for (let i = 1; i < contents.length; i++) {
  console.log(cosine(embeddings[0].values, embeddings[i].values).toFixed(3), contents[i]);
}
