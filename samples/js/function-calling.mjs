import { GoogleGenAI, Type } from "@google/genai";

const baseUrl = process.env.GOOGLE_GEMINI_BASE_URL ?? "http://127.0.0.1:8420";
const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY ?? "any", httpOptions: { baseUrl } });

const weather = {
  name: "get_weather",
  description: "Gets the current weather of a city.",
  parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } }, required: ["city"] },
};

// The SDK sends the calls of the model to this tool, and its results back, until the model answers with text.
const tool = {
  tool: async () => ({ functionDeclarations: [weather] }),
  callTool: async calls => calls.map(({ id, name, args }) => {
    console.log(`${name}(${JSON.stringify(args)})`);
    return { functionResponse: { id, name, response: { forecast: `clear sky over ${args.city}` } } };
  }),
};

const response = await ai.models.generateContent({
  model: "gemini-2.5-flash",
  contents: "What is the weather in Lisbon?",
  config: { tools: [tool] },
});
console.log(response.text);
