import { claimsOf, type SdkLoop } from "./claims";
import type { Measure } from "./measure";
import { reportOf } from "./report";

/** What bench/results.json holds. */
export interface Results {
  machine: { cores: number; memoryGiB: number; node: string; pulumi: string };
  sdkLoop?: SdkLoop;
  measures: Measure[];
}

/** The text of bench/README.md with the figures of a run in the places that are marked for them. */
export function readmeWith(text: string, results: Results): string {
  const { machine, sdkLoop, measures } = results;
  const claims = claimsOf(measures, sdkLoop).map(
    ({ claim, found, holds }) => `| ${claim} | ${found} | ${holds ? "yes" : "**no**"} |`,
  );
  const loop = sdkLoop
    ? `A bare loop on the vendor's SDK, 64 calls at a time, makes the ${sdkLoop.calls.toLocaleString("en-US")} calls for 10,000 people with skills in ${sdkLoop.seconds.toFixed(1)} s.`
    : "";
  const on = `Seen on ${machine.cores} cores, ${machine.memoryGiB} GiB, Node.js ${machine.node.slice(1)}, @pulumi/pulumi ${machine.pulumi}.`;
  return [
    ["machine", [on, loop].filter((line) => line !== "").join(" ")],
    ["claims", ["| what must hold | found | holds |", "| --- | --: | --- |", ...claims].join("\n")],
    ["tables", reportOf(measures)],
  ].reduce((all, [name, part]) => placed(all, name!, part!), text);
}

function placed(text: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`bench/README.md has no place for its ${name}: ${begin} … ${end}`);
  return `${before}${begin}\n\n${part}\n\n${end}${after}`;
}
