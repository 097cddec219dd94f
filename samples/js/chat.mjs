import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const chat = ai.chats.create({ model: "gemini-2.5-flash" });
for (const message of ["My name is Ada.", "Which stars can I see tonight?"]) {
  const response = await chat.sendMessage({ message });
  console.log(`> ${message}\n${response.text}\n`);
}

console.log(`${chat.getHistory().length} turns`);
