import { type Dialect, defaultDialect, dialectValues } from "../../provider/simulator";

/** Switches of what no resource here calls. */
const elsewhere = /^(record|session|history|callIn|protected|groupMetrics)/;

/** Every value of every switch that can reach a resource. */
export const switches: readonly (readonly [name: string, values: readonly unknown[]])[] = Object.entries(
  dialectValues,
).filter(([name, values]) => !elsewhere.test(name) && values.length > 0);

export type Reading = readonly [name: string, dialect: Partial<Dialect>];

/** Each switch alone at each value that is not the likeliest. */
export function singleReadings(): Reading[] {
  const known = defaultDialect as unknown as Record<string, unknown>;
  const single = switches.flatMap(([name, values]) =>
    values.filter((value) => value !== known[name]).map((value): Reading => [`${name}: ${value}`, { [name]: value }]),
  );
  const delays = [500, 3000].map((writeDelayMs): Reading => [`writeDelayMs: ${writeDelayMs}`, { writeDelayMs }]);
  return [...single, ...delays];
}

/** Readings at random, each switch at any of its values: always the same ones for a seed. */
export function randomReadings(seed: number, count: number): Reading[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, index): Reading => {
    const dialect: Record<string, unknown> = {};
    for (const [name, values] of switches) dialect[name] = values[Math.floor(random() * values.length)];
    if (random() < 0.2) dialect.writeDelayMs = Math.floor(random() * 3000);
    return [`combination ${index + 1} of seed ${seed}`, dialect];
  });
}

/** Numbers from 0 to 1 (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
