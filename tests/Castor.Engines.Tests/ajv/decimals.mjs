// multipleOf by decimal digits, as it is meant; ajv divides doubles, where 0.3 is no multiple of 0.1.
export function byDecimals(ajv) {
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', validate: (step, value) => isMultiple(value, step) });
  return ajv;
}

function isMultiple(value, step) {
  // The last digits of larger numbers are lost when they are read.
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isInteger(step)) return (value / step) % 1 === 0;
  const [digits, scale] = parse(value);
  const [stepDigits, stepScale] = parse(step);
  const common = Math.max(scale, stepScale);
  return (digits * 10n ** BigInt(common - scale)) % (stepDigits * 10n ** BigInt(common - stepScale)) === 0n;
}

// A number as a whole number and how many of its digits stand after the point.
function parse(number) {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number));
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(sign + whole + fraction);
  return scale >= 0 ? [digits, scale] : [digits * 10n ** BigInt(-scale), 0];
}
