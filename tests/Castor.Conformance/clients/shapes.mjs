// Schemas and tools that several clients are given.
import { z } from 'zod';

/** A nested shape with an enum, bounds and an array. */
export const order = z.strictObject({
  id: z.string().min(3),
  state: z.enum(['open', 'paid', 'sent']),
  lines: z.array(z.strictObject({ article: z.string(), count: z.int().min(1).max(99) })).min(1).max(5),
  note: z.union([z.string(), z.null()]),
});

export const orderSchema = z.toJSONSchema(order);

// A tiny model does not end a string of itself. Not every client passes lengths on, so that answers are not held to them.
const { id, lines, note } = orderSchema.properties;
for (const text of [id, lines.items.properties.article, note]) {
  text.maxLength = 24;
}

/** The declaration of a tool; `Type` holds the client's own spelling of the schema types. */
export const weatherTool = Type => ({
  name: 'get_weather',
  description: 'Gets the current weather of a city.',
  parameters: {
    type: Type.OBJECT,
    properties: { city: { type: Type.STRING, description: 'The name of the city.' } },
    required: ['city'],
  },
});

export const stockTool = Type => ({
  name: 'get_stock_price',
  description: 'Gets the price of a stock.',
  parameters: {
    type: Type.OBJECT,
    properties: { symbol: { type: Type.STRING, description: 'The ticker symbol, such as GOOG.' } },
    required: ['symbol'],
  },
});
