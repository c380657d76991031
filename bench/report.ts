import { type Measure, steps } from "./measure";
import type { Kind } from "./programs";

/** The tables of bench/README.md: one for each service and state of the checkpoints, a row for each step of each scenario. */
export function reportOf(measures: readonly Measure[]): string {
  const kinds = [...new Map(measures.map((one) => [groupOf(one), one])).keys()];
  return kinds
    .map((group) => `### ${group}\n\n${tableOf(measures.filter((one) => groupOf(one) === group))}`)
    .join("\n\n");
}

const services = { fast: "No latency, no limit", slow: "80 ms, 20 calls a second" } as const;

function groupOf({ service, checkpoints }: Measure): string {
  return `${services[service]}${checkpoints ? "" : ", PULUMI_SKIP_CHECKPOINTS=true"}`;
}

const HEAD = [
  ...["scenario", "step", "floor", "provider", "naive", "calls: least", "provider", "naive", "throttled: provider"],
  ...["naive", "state bytes a person: provider", "naive", "plugin MB: floor", "provider", "naive"],
];

function tableOf(measures: readonly Measure[]): string {
  const scenarios = [...new Set(measures.map(({ scenario }) => scenario))];
  const rows = scenarios.flatMap((scenario) =>
    steps.map((step) =>
      rowOf(
        scenario,
        step,
        measures.filter((one) => one.scenario === scenario && one.step === step),
      ),
    ),
  );
  return [HEAD, HEAD.map((_, index) => (index < 2 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function rowOf(scenario: string, step: string, found: readonly Measure[]): string[] {
  const by = (kind: Kind): Measure | undefined => found.find((one) => one.kind === kind);
  const [floor, provider, naive] = [by("floor"), by("provider"), by("naive")];
  const seconds = (one: Measure | undefined): string => {
    if (!one) return "";
    if (one.failed) return `failed after ${one.seconds.toFixed(1)} s`;
    return `${one.seconds.toFixed(1)} s${one.kind === "floor" || !one.ratio ? "" : ` (${one.ratio.toFixed(2)})`}`;
  };
  return [
    ...[step === steps[0] ? scenario : "", step],
    ...[seconds(floor), seconds(provider), seconds(naive)],
    ...[String(provider?.least ?? ""), callsOf(provider), callsOf(naive)],
    ...[provider, naive].map((one) => (one ? String(one.throttled) : "")),
    ...[provider, naive].map((one) => String(one?.bytesPerPerson ?? "")),
    ...[floor, provider, naive].map((one) => (one ? String(one.pluginMegabytes) : "")),
  ];
}

function callsOf(one: Measure | undefined): string {
  return one ? String(Object.values(one.calls).reduce((sum, count) => sum + count, 0)) : "";
}
