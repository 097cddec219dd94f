// Validates a batch of instances against their schemas: a JSON list of {schema, instance, valid} in, a JSON list of {index, error} out for
// those where the verdict is another. With "decimals" multiples are looked at by their digits, and not as quotients of doubles.
import { readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { byDecimals } from './decimals.mjs';

const [input, output, numbers] = process.argv.slice(2);
const cases = JSON.parse(readFileSync(input, 'utf8'));
const failures = [];
// Schemas are not added, since the ids of two of them may be the same.
const ajv = new Ajv({ strict: false, logger: false, meta: false, validateSchema: false, addUsedSchema: false });
addFormats(ajv);
if (numbers === 'decimals') byDecimals(ajv);
cases.forEach(({ schema, instance, valid }, index) => {
  try {
    const validate = ajv.compile(schema);
    if (validate(JSON.parse(instance)) !== valid) {
      failures.push({ index, error: valid ? ajv.errorsText(validate.errors) : 'is valid' });
    }
  } catch (error) {
    failures.push({ index, error: `${error}` });
  }
});
writeFileSync(output, JSON.stringify(failures));
