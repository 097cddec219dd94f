// Validates answers that were drawn for public schemas: a report of `Castor.Bench schemas` in, {judged, complaints} out. Schemas that ajv cannot compile,
// for a reference to another document say, are not judged, nor are those with $dynamicRef, which it takes for a reference to the root.
//   node judge.mjs REPORT 2020|7|any
import { readFileSync } from 'node:fs';
import Ajv7 from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { byDecimals } from './decimals.mjs';

const [report, dialect] = process.argv.slice(2);
const { draws } = JSON.parse(readFileSync(report, 'utf8'));
const options = { strict: false, logger: false, meta: false, validateSchema: false, addUsedSchema: false };

// What draft 4 writes otherwise: bounds that are exclusive by a boolean, and "id".
function modern(schema) {
  if (Array.isArray(schema)) return schema.map(modern);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = {};
  for (const [key, value] of Object.entries(schema)) copy[key] = ['enum', 'const', 'default', 'examples'].includes(key) ? value : modern(value);
  for (const [exclusive, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (copy[exclusive] === true) copy[exclusive] = copy[bound];
    else if (copy[exclusive] === false) delete copy[exclusive];
  }
  if (typeof copy.id === 'string') delete copy.id;
  if (typeof copy.$schema === 'string') delete copy.$schema;
  return copy;
}

let judged = 0;
const complaints = [];
for (const { name, schema, instance } of draws) {
  if (JSON.stringify(schema).includes('"$dynamicRef"')) continue;
  const isOld = dialect === '7' || (dialect === 'any' && !/2019|2020/.test(String(schema.$schema)));
  const ajv = new (isOld ? Ajv7 : Ajv2020)(options);
  addFormats(byDecimals(ajv));
  let validate;
  try {
    validate = ajv.compile(modern(schema));
  } catch {
    continue;
  }
  judged++;
  if (!validate(JSON.parse(instance))) complaints.push(`${name}: ${ajv.errorsText(validate.errors)}: ${instance}`);
}
console.log(JSON.stringify({ judged, complaints }));
