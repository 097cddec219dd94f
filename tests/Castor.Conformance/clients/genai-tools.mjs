// Function calling with @google/genai: by hand, by modes, and by the SDK itself.
import { z } from 'zod';
import { all, assert } from './harness.mjs';
import { stockTool, weatherTool } from './shapes.mjs';

/** A tool that the SDK calls by itself; `calls` keeps the arguments it got. */
function callable(declaration, answer) {
  const calls = [];
  return {
    calls,
    tool: async () => ({ functionDeclarations: [declaration] }),
    // Every tool is handed all calls of a turn, and answers its own.
    callTool: async asked => asked.filter(call => call.name === declaration.name).map(call => {
      calls.push(call.args);
      return { functionResponse: { id: call.id, name: call.name, response: answer(call.args) } };
    }),
  };
}

export function functionCalling({ Type }, ai, model) {
  const generate = (contents, config, name = model) => ai.models.generateContent({ model: name, contents, config });

  return {
    async functionCalling() {
      const config = { tools: [{ functionDeclarations: [weatherTool(Type)] }] };
      const user = { role: 'user', parts: [{ text: 'What is the weather in Lima?' }] };
      const asked = await generate([user], config);
      assert.equal(asked.functionCalls?.length, 1, JSON.stringify(asked.candidates));
      const [call] = asked.functionCalls;
      assert.equal(call.name, 'get_weather');
      assert.equal(call.args.city, 'Lima');
      const functionResponse = { id: call.id, name: call.name, response: { celsius: 21 } };
      const result = { role: 'user', parts: [{ functionResponse }] };
      const told = await generate([user, asked.candidates[0].content, result], config);
      assert.equal(told.functionCalls, undefined);
      assert.match(told.text, /21/);
      return told.text;
    },

    async functionCallingModes() {
      const tools = [{ functionDeclarations: [weatherTool(Type), stockTool(Type)] }];
      const mode = (name, allowedFunctionNames) => ({ tools, toolConfig: { functionCallingConfig: { mode: name, allowedFunctionNames } } });
      const any = await generate('Hello there.', mode('ANY', ['get_stock_price']));
      assert.deepEqual(any.functionCalls.map(call => call.name), ['get_stock_price']);
      assert.equal(typeof any.functionCalls[0].args.symbol, 'string');
      const none = await generate('What is the weather in Paris?', mode('NONE'));
      assert.equal(none.functionCalls, undefined);
      assert.ok(none.text.length > 0);
      return any.functionCalls[0].args;
    },

    async functionCallingJsonSchema() {
      const parametersJsonSchema = z.toJSONSchema(z.object({ city: z.string(), days: z.int().min(1).max(7) }));
      const answer = await generate('Forecast for Oslo for 3 days', {
        tools: [{ functionDeclarations: [{ name: 'forecast', description: 'Weather forecast.', parametersJsonSchema }] }],
        toolConfig: { functionCallingConfig: { mode: 'ANY' } },
      });
      const args = z.object({ city: z.string(), days: z.int().min(1).max(7) }).parse(answer.functionCalls[0].args);
      return args;
    },

    async automaticFunctionCalling() {
      const weather = callable(weatherTool(Type), () => ({ celsius: 21 }));
      const answer = await generate('What is the weather in Lima?', { tools: [weather] });
      assert.deepEqual(weather.calls.map(args => args.city), ['Lima']);
      assert.match(answer.text, /21/);
      assert.equal(answer.automaticFunctionCallingHistory.length, 3);
      return answer.text;
    },

    async automaticFunctionCallingTwoTools() {
      const weather = callable(weatherTool(Type), () => ({ report: 'fog' }));
      const stock = callable(stockTool(Type), ({ symbol }) => ({ quote: `${symbol} stands at 1848` }));
      const answer = await generate('What is the stock price of GOOG?', { tools: [weather, stock] });
      assert.deepEqual(weather.calls, []);
      assert.deepEqual(stock.calls.map(args => args.symbol), ['GOOG']);
      assert.match(answer.text, /1848/);
      return answer.text;
    },

    async automaticFunctionCallingOfEach() {
      const properties = { town: { type: Type.STRING, description: 'The name of the city' } };
      const weather = callable(
        { name: 'weather', description: 'Get the weather in a given location', parameters: { type: Type.OBJECT, properties, required: ['town'] } },
        () => ({ celsius: 21 }));
      const clock = callable({ name: 'get_time', description: 'Gets the current time' }, () => ({ time: '10:40' }));
      const tools = [weather, clock];
      const first = await generate("What's the weather in Paris?", { tools });
      const second = await generate('Tell me the current time.', { tools });
      assert.deepEqual(weather.calls, [{ town: 'Paris' }]);
      assert.equal(clock.calls.length, 1);
      assert.match(first.text, /21/);
      assert.match(second.text, /10:40/);
      return [first.text, second.text];
    },

    async automaticFunctionCallingStream() {
      const weather = callable(weatherTool(Type), () => ({ celsius: 21 }));
      const chunks = await all(await ai.models.generateContentStream({
        model, contents: 'What is the weather in Lima?', config: { tools: [weather] },
      }));
      assert.deepEqual(weather.calls.map(args => args.city), ['Lima']);
      assert.match(chunks.map(chunk => chunk.text ?? '').join(''), /21/);
      return `${chunks.length} chunks`;
    },

    async thoughtSignatures() {
      const name = 'gemini-3-pro-preview';
      const config = { tools: [{ functionDeclarations: [weatherTool(Type)] }] };
      const user = { role: 'user', parts: [{ text: 'What is the weather in Paris?' }] };
      const asked = await generate([user], config, name);
      const part = asked.candidates[0].content.parts.find(candidate => candidate.functionCall);
      assert.ok(part.thoughtSignature, 'no signature on the call');
      const functionResponse = { id: part.functionCall.id, name: part.functionCall.name, response: { celsius: 17 } };
      const result = { role: 'user', parts: [{ functionResponse }] };
      const told = await generate([user, asked.candidates[0].content, result], config, name);
      assert.match(told.text, /17/);
      return told.text;
    },
  };
}
