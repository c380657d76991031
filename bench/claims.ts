import type { Measure } from "./measure";

/** What is claimed of the provider, held against the measures of one run. */
export interface Claim {
  claim: string;
  /** What was measured, in words. */
  found: string;
  holds: boolean;
}

/** What the calls alone took: a bare loop on the vendor's SDK. */
export interface SdkLoop {
  calls: number;
  seconds: number;
}

const ACTION_LIMIT = 20;
const MOST_MEGABYTES = 400;
const PAGE = 9999;

/** Each claim that these measures can speak of; `loop` is needed for the first `up` of the largest roster. */
export function claimsOf(measures: readonly Measure[], loop: SdkLoop | undefined): Claim[] {
  const ours = measures.filter(({ kind }) => kind === "provider");
  return [
    ...ours
      .filter(({ shape, service, people }) => shape === "roster" && service === "fast" && people === 10_000)
      .flatMap((one) => largest(one, measures, loop)),
    ...ours
      .filter(({ shape, service, step }) => shape === "roster" && service === "slow" && step === "first up")
      .map(atTheLimit),
    ...ours
      .filter(({ shape, service }) => shape === "single" && service === "fast")
      .flatMap((one) => single(one, measures)),
    ...lists(ours),
    ...destroys(ours),
    memory(ours.filter(({ service, shape }) => service === "slow" && shape === "roster")),
    most("calls refused for the limit, in any scenario", ours, ({ throttled }) => throttled, 0),
  ].filter((claim) => claim !== undefined);
}

/** No more than a quarter above what the engine needs for the same texts, and what the calls cost anybody. */
function largest(one: Measure, measures: readonly Measure[], loop: SdkLoop | undefined): Claim[] {
  const floor = measures.find(
    ({ kind, scenario, service, step }) =>
      kind === "floor" && scenario === one.scenario && service === one.service && step === one.step,
  );
  if (!floor || one.failed) return [];
  const what = `${one.scenario}, ${one.step}`;
  if (one.step === "first up" && loop) {
    const limit = floor.seconds + 1.25 * loop.seconds;
    return [
      claim(
        `${what}: floor + 1.25 × bare SDK loop (${floor.seconds} s + 1.25 × ${loop.seconds} s)`,
        one.seconds,
        limit,
        "s",
      ),
    ];
  }
  if (one.step !== "no-op preview" && one.step !== "refresh") return [];
  return [claim(`${what}: times the floor`, one.seconds / floor.seconds, 1.25, "")];
}

/** What the service's own limit costs, a tenth more, and ten seconds. */
function atTheLimit(one: Measure): Claim {
  const busiest = Math.max(...Object.values(one.calls));
  const limit = (1.1 * busiest) / ACTION_LIMIT + 10;
  return claim(
    `${one.scenario} at 20 calls a second, first up: 1.1 × ${busiest} / 20 s + 10 s`,
    one.seconds,
    limit,
    "s",
  );
}

function single(one: Measure, measures: readonly Measure[]): Claim[] {
  if (one.step !== "first up" || one.people !== 500) return [];
  const what = `${one.scenario}${one.checkpoints ? "" : " without checkpoints"}`;
  const found = [claim(`${what}, first up: times the floor`, one.ratio ?? Number.NaN, one.checkpoints ? 1.15 : 2, "")];
  found.push(claim(`${what}: CreateStaff`, one.calls.CreateStaff ?? 0, 80, "calls"));
  found.push(claim(`${what}: lists`, one.calls.DescribeStaffInfoList ?? 0, 120, "calls"));
  const naive = measures.find(
    ({ kind, scenario, service, checkpoints, step }) =>
      kind === "naive" &&
      scenario === one.scenario &&
      service === one.service &&
      checkpoints === one.checkpoints &&
      step === one.step,
  );
  if (naive && !naive.failed) {
    const times = (naive.calls.CreateStaff ?? 0) / (one.calls.CreateStaff ?? 1);
    found.push({
      claim: `${what}: naive needs at least 5 times the CreateStaff, or fails`,
      found: times.toFixed(1),
      holds: times >= 5,
    });
  }
  return found;
}

/** One list for a refresh, however many resources ask. */
function lists(ours: readonly Measure[]): Claim[] {
  const refreshes = ours.filter(({ step }) => step === "refresh");
  const over = (one: Measure): number => (one.calls.DescribeStaffInfoList ?? 0) - (Math.ceil(one.people / PAGE) + 1);
  return [most("list calls of a refresh beyond ⌈n/9,999⌉ + 1", refreshes, over, 0)];
}

function destroys(ours: readonly Measure[]): Claim[] {
  const rosters = ours.filter(({ step, shape }) => step === "destroy" && shape === "roster");
  const over = (one: Measure): number => (one.calls.DeleteStaff ?? 0) - Math.ceil(one.people / 200);
  return [most("DeleteStaff of a roster's end beyond ⌈n/200⌉", rosters, over, 0)];
}

function memory(slow: readonly Measure[]): Claim | undefined {
  if (slow.length === 0) return undefined;
  const peak = Math.max(...slow.map(({ pluginMegabytes }) => pluginMegabytes));
  return claim("plugin's memory in rosters at 20 calls a second", peak, MOST_MEGABYTES, "MB");
}

function most(text: string, measures: readonly Measure[], value: (one: Measure) => number, limit: number): Claim {
  return claim(text, Math.max(...measures.map(value)), limit, "");
}

function claim(text: string, value: number, limit: number, unit: string): Claim {
  const shown = (number: number): string => `${Math.round(number * 100) / 100}${unit === "" ? "" : ` ${unit}`}`;
  return { claim: `${text}: at most ${shown(limit)}`, found: shown(value), holds: value <= limit };
}
