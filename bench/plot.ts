import type { Measure } from "./measure";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [720, 420, 60, 50, 30, 170];

/** Colours that can be told apart on white and on black, and by those who see no red or green. */
const LOOKS = {
  floor: { colour: "#888888", dash: "4 4" },
  provider: { colour: "#0072b2", dash: "" },
  naive: { colour: "#d55e00", dash: "" },
} as const;

interface Line {
  label: string;
  colour: string;
  dash: string;
  points: { people: number; seconds: number }[];
}

/** Time of the first up against people, both logarithmic, as an SVG. */
export function plotOf(measures: readonly Measure[]): string {
  const lines = linesOf(
    measures.filter(
      ({ step, failed, service, kind, shape }) =>
        // Beside a roster the naive way has single resources again.
        step === "first up" && !failed && service === "fast" && !(kind === "naive" && shape === "roster"),
    ),
  );
  const all = lines.flatMap(({ points }) => points);
  const x = scale(
    all.map(({ people }) => people),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = scale(
    all.map(({ seconds }) => seconds),
    HEIGHT - BOTTOM,
    TOP,
  );
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    "<title>Seconds of the first up against people: floor, provider, naive</title>",
    "<style>text{fill:#555}.grid{stroke:#999;stroke-opacity:.3}@media(prefers-color-scheme:dark){text{fill:#bbb}}</style>",
    ...grid(x, (at, label) => [
      `<line class="grid" x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>`,
      `<text x="${at}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${label}</text>`,
    ]),
    ...grid(y, (at, label) => [
      `<line class="grid" y1="${at}" y2="${at}" x1="${LEFT}" x2="${WIDTH - RIGHT}"/>`,
      `<text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${label}</text>`,
    ]),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">people</text>`,
    `<text x="${LEFT}" y="${TOP - 12}">seconds of the first up, no latency, no limit</text>`,
    ...lines.flatMap((line, index) => drawn(line, index, x.at, y.at)),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

function linesOf(measures: readonly Measure[]): Line[] {
  const found = new Map<string, Line>();
  for (const { kind, shape, people, seconds, checkpoints } of measures) {
    if (!checkpoints) continue;
    const label = `${kind}, ${shape === "roster" ? "one roster" : "single resources"}`;
    const line = found.get(label) ?? { label, ...LOOKS[kind], points: [] };
    line.points.push({ people, seconds });
    line.points.sort((a, b) => a.people - b.people);
    found.set(label, line);
  }
  return [...found.values()];
}

interface Scale {
  at(value: number): number;
  /** Powers of ten within it. */
  ticks: number[];
}

function scale(values: readonly number[], from: number, to: number): Scale {
  const [low, high] = [Math.log10(Math.min(...values) * 0.9), Math.log10(Math.max(...values) * 1.1)];
  const ticks: number[] = [];
  for (let power = Math.ceil(low); power <= high; power++) ticks.push(10 ** power);
  return { at: (value) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)), ticks };
}

function grid({ at, ticks }: Scale, draw: (at: number, label: string) => string[]): string[] {
  return ticks.flatMap((tick) => draw(at(tick), tick.toLocaleString("en-US")));
}

function drawn(line: Line, index: number, x: Scale["at"], y: Scale["at"]): string[] {
  const shape = line.label.includes("roster") ? "circle" : "square";
  const points = line.points.map(({ people, seconds }) => ({ x: x(people), y: y(seconds) }));
  const path = points.map((point) => `${point.x},${point.y}`).join(" ");
  const mark = (at: { x: number; y: number }): string =>
    shape === "circle"
      ? `<circle cx="${at.x}" cy="${at.y}" r="4" fill="${line.colour}"/>`
      : `<rect x="${at.x - 4}" y="${at.y - 4}" width="8" height="8" fill="${line.colour}"/>`;
  const legend = { x: WIDTH - RIGHT + 16, y: TOP + 10 + index * 20 };
  return [
    `<polyline points="${path}" fill="none" stroke="${line.colour}" stroke-width="2" stroke-dasharray="${line.dash}"/>`,
    ...points.map(mark),
    mark(legend),
    `<text x="${legend.x + 12}" y="${legend.y + 4}">${line.label}</text>`,
  ];
}
