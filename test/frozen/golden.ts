import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export const folder = path.join(__dirname, "golden");

/** What a user would meet, and the two ways on. */
const MEANING = [
  "States of released versions depend on this: a change shows a change to everybody who has one, loses objects, or dials phones again.",
  "Take the change back. If it is meant, write a migration in provider/core/state-version.ts; then TCCC_FREEZE=write writes the file anew.",
];

/**
 * Compares a value with `golden/<name>.json`, which says what this version stores. `TCCC_FREEZE=write` writes the file
 * instead, for what is new.
 */
export function assertFrozen(name: string, value: unknown): void {
  const file = path.join(folder, `${name}.json`);
  const now = textOf(value);
  if (process.env.TCCC_FREEZE === "write") writeFileSync(file, now);
  const then = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (now === then) return;
  const title = `test/frozen/golden/${name}.json is not what this version makes (-: frozen, +: now).`;
  assert.fail([title, ...MEANING, ...difference(then, now)].join("\n"));
}

/** One text for one value: members sorted by name. */
function textOf(value: unknown): string {
  const sorted = (_key: string, one: unknown): unknown =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return `${JSON.stringify(value, sorted, 2)}\n`;
}

/** The lines that only one of two texts has, each group with the line in front of it. */
function difference(then: string, now: string): string[] {
  const [a, b] = [then.trimEnd().split("\n"), now.trimEnd().split("\n")];
  // common[i][j]: how many lines the rests behind a[i] and b[j] have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  let shown = true;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      shown = false;
      i++;
      j++;
      continue;
    }
    if (!shown && i > 0) lines.push(`  ${a[i - 1]}`);
    shown = true;
    if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  return lines;
}
