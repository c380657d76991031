import type { Kind } from "./programs";
import type { ServiceOptions } from "./service";

export interface Scenario {
  name: string;
  shape: "single" | "roster";
  count: number;
  skills: boolean;
  service: "fast" | "slow";
  /** Whether the engine writes its state after every single operation, as it does unless told otherwise. */
  checkpoints: boolean;
  kinds: readonly Kind[];
}

/** `fast`: no latency, no limit. `slow`: 80 ms and 20 calls a second, as the service has it. */
export const services: Record<Scenario["service"], ServiceOptions> = {
  fast: { latencyMs: 0, rate: 0 },
  slow: { latencyMs: 80, rate: 20 },
};

const all: readonly Kind[] = ["floor", "provider", "naive"];
const both: readonly Kind[] = ["floor", "provider"];

const single = (count: number, service: Scenario["service"], checkpoints: boolean, kinds = all): Scenario => ({
  name: `${count} Staff + StaffSkillBinding`,
  ...{ shape: "single", count, skills: true, service, checkpoints, kinds },
});

const roster = (count: number, service: Scenario["service"], skills: boolean, kinds = both): Scenario => ({
  name: `Roster of ${count.toLocaleString("en-US")}${skills ? " with skills" : ""}`,
  ...{ shape: "roster", count, skills, service, checkpoints: true, kinds },
});

export const scenarios: readonly Scenario[] = [
  single(1, "fast", true),
  single(100, "fast", true),
  single(500, "fast", true, both),
  single(500, "fast", false),
  roster(100, "fast", true, all),
  roster(1_000, "fast", true),
  roster(10_000, "fast", true),
  single(1, "slow", true),
  single(100, "slow", true),
  single(500, "slow", false),
  roster(100, "slow", true, all),
  roster(1_000, "slow", true),
  roster(10_000, "slow", false),
];

/** Small enough for a look, or a test of the bench itself. */
export const quick: readonly Scenario[] = [single(3, "fast", true), roster(20, "fast", true)];

/** The least number of calls that the service's own limits (10, 200, 9,999) allow for a step; reads are one list before and one after. */
export function leastCalls({ count, skills, shape }: Scenario, step: string): number {
  const pages = Math.floor(count / 9999) + 1;
  const few = Math.ceil(count / 100);
  const group = skills ? 1 : 0;
  switch (step) {
    case "first up":
      return 1 + Math.ceil(count / 10) + (skills ? count : 0) + pages + 3 * group;
    case "no-op preview":
      return 0;
    case "refresh":
      return pages + group;
    case "change 1 %":
      return 2 * pages + few;
    default:
      return Math.ceil(count / 200) + 1 + (shape === "single" ? pages : 0) + 3 * group;
  }
}
