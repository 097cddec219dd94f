import { writeFile } from "node:fs/promises";
import { GoogleGenAI } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const response = await ai.models.generateContent({
  model: "gemini-2.5-flash-preview-tts",
  contents: "Say cheerfully: have a wonderful day!",
  config: {
    responseModalities: ["AUDIO"],
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Kore" } } },
  },
});
const { mimeType, data } = response.candidates[0].content.parts[0].inlineData;
const samples = Buffer.from(data, "base64");

// The API gives bare samples; a header of 44 bytes makes a WAV file of them.
const header = Buffer.alloc(44);
header.write("RIFF", 0);
header.writeUInt32LE(36 + samples.length, 4);
header.write("WAVEfmt ", 8);
header.writeUInt32LE(16, 16);
header.writeUInt16LE(1, 20);
header.writeUInt16LE(1, 22);
header.writeUInt32LE(24000, 24);
header.writeUInt32LE(48000, 28);
header.writeUInt16LE(2, 32);
header.writeUInt16LE(16, 34);
header.write("data", 36);
header.writeUInt32LE(samples.length, 40);
await writeFile("speech.wav", Buffer.concat([header, samples]));
console.log(`speech.wav: ${mimeType}`);
