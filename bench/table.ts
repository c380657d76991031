import Table from "cli-table3";
import type { Measure } from "./measure";

const HEAD = [
  ...["scenario", "service", "step", "way", "seconds", "of floor", "calls", "least", "throttled"],
  ...["bytes/person", "plugin MB"],
];

/** All measures in one table. */
export function tableOf(measures: readonly Measure[]): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [] } });
  for (const one of measures) table.push(rowOf(one));
  return table.toString();
}

export function rowOf(one: Measure): string[] {
  const sum = Object.values(one.calls).reduce((total, count) => total + count, 0);
  const byAction = Object.entries(one.calls)
    .sort(([, a], [, b]) => b - a)
    .map(([action, count]) => `${count} ${action}`);
  return [
    `${one.scenario}${one.checkpoints ? "" : " (no checkpoints)"}`,
    one.service,
    one.step,
    one.kind,
    one.failed ? `${one.seconds} failed` : String(one.seconds),
    one.ratio === undefined ? "" : one.ratio.toFixed(2),
    [String(sum), ...byAction].join("\n"),
    one.kind === "floor" ? "" : String(one.least),
    String(one.throttled),
    one.bytesPerPerson === undefined ? "" : String(one.bytesPerPerson),
    String(one.pluginMegabytes),
  ];
}
