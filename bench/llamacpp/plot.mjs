// Two panels as SVG: time to the first token and resident memory, both against the context on a scale of powers of two.
const colours = ["#1a6fb5", "#57a0d8", "#c0562b"];
const [width, height, left, top, gap] = [420, 300, 60, 50, 70];

const nice = (most) => {
  const step = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 5, 10].map((n) => n * step).find((n) => n >= most) ?? most;
};

function panel(rows, field, label, offset, engines) {
  const contexts = [...new Set(rows.map((r) => r.context))];
  const [first, last] = [Math.log2(contexts[0]), Math.log2(contexts.at(-1))];
  const most = nice(Math.max(...rows.map((r) => r[field])));
  const x = (context) => offset + ((Math.log2(context) - first) / Math.max(1, last - first)) * width;
  const y = (value) => top + height - (value / most) * height;
  const parts = [`<text x="${offset}" y="${top - 12}" font-weight="bold">${label}</text>`];
  for (let i = 0; i <= 4; i++) {
    const value = (most / 4) * i;
    parts.push(`<line x1="${offset}" x2="${offset + width}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>`);
    parts.push(`<text x="${offset - 8}" y="${y(value) + 4}" text-anchor="end">${Number(value.toPrecision(3))}</text>`);
  }
  for (const context of contexts) {
    parts.push(`<text x="${x(context)}" y="${top + height + 18}" text-anchor="middle">${context / 1024}k</text>`);
  }
  engines.forEach((engine, i) => {
    const own = rows.filter((r) => r.engine === engine);
    parts.push(`<polyline fill="none" stroke="${colours[i]}" stroke-width="2" points="${own.map((r) => `${x(r.context)},${y(r[field])}`).join(" ")}"/>`);
    parts.push(...own.map((r) => `<circle cx="${x(r.context)}" cy="${y(r[field])}" r="3" fill="${colours[i]}"/>`));
  });
  return parts.join("\n");
}

/** The plot of rows of { engine, context, secondsToFirstToken, residentMb }. */
export function plot(title, rows) {
  const engines = [...new Set(rows.map((r) => r.engine))];
  const whole = 2 * (left + width) + gap;
  const legend = engines.map((engine, i) => {
    const x = left + i * 150;
    return `<rect x="${x}" y="${top + height + 36}" width="12" height="12" fill="${colours[i]}"/><text x="${x + 18}" y="${top + height + 46}">${engine}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="${top + height + 60}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="${left}" y="18" font-size="13">${title}</text>
${panel(rows, "secondsToFirstToken", "seconds to the first token", left, engines)}
${panel(rows, "residentMb", "resident MB", 2 * left + width + gap / 2, engines)}
${legend.join("\n")}
</svg>
`;
}
