import { type ServiceError, serviceError } from "./errors";
import { limitExceeded } from "./rate";
import type { JsonObject } from "./wire";

/**
 * What goes wrong. Not applied: `throttle` (RequestLimitExceeded), `internal` (InternalError), `reset-before`
 * (connection cut), `timeout` (no answer ever), `garbage` (HTTP 200 with a proxy's HTML). Applied, but the client does
 * not learn it: `reset-after`, `timeout-after`, `truncate` (the body ends in the middle).
 * `{ code }`, `{ status }`: any answer; with `applied: true` after the call has taken effect. `{ delayMs }`: applied,
 * answered late.
 */
export type FaultKind =
  | "throttle"
  | "internal"
  | "reset-before"
  | "reset-after"
  | "timeout"
  | "timeout-after"
  | "truncate"
  | "garbage"
  | { code: string; message?: string; applied?: boolean }
  | { status: number; body?: string; applied?: boolean }
  | { delayMs: number };

/**
 * One fault to inject. Calls are counted that got as far as being applied: signed, known, well-formed, within the rate.
 *
 * @example
 * sim.faults.push({ action: "CreateStaff", kind: "reset-after" });            // the next one: made, answer lost
 * sim.faults.push({ action: "DeleteStaff", nth: 3, times: 2, kind: "internal" }); // the third and fourth
 * sim.faults.push({ times: Infinity, kind: { status: 502 } });                // everything, until removed
 */
export interface Fault {
  /** Only this action, or one of these; any when left out. */
  action?: string | readonly string[];
  /** Only requests for which this is true; it sees the request with its secrets. */
  match?: (request: JsonObject) => boolean;
  /** The first matching call that fails, from 1 (default). */
  nth?: number;
  /** How many fail, default 1; then the fault is removed from the list. */
  times?: number;
  kind: FaultKind;
}

/** What a fault does to a call, for the service to carry out. */
export interface Effect {
  name: string;
  /** Whether the call takes effect. */
  applied: boolean;
  /** How it is answered: as usual, by an error, with this HTTP answer, cut off, or not at all. */
  answer: "usual" | "cut" | "reset" | "silence" | ServiceError | { status: number; body: string };
  delayMs: number;
}

/** The faults to come, and how often each has matched. */
export class Faults {
  /** Tests push to it. */
  readonly list: Fault[] = [];
  readonly #counts = new WeakMap<Fault, number>();

  /** The fault for this call, if any; counts it. */
  take(action: string, request: JsonObject): Effect | undefined {
    let taken: Fault | undefined;
    for (const fault of [...this.list]) {
      if (fault.action !== undefined && ![fault.action].flat().includes(action)) continue;
      if (fault.match !== undefined && !fault.match(request)) continue;
      const count = (this.#counts.get(fault) ?? 0) + 1;
      this.#counts.set(fault, count);
      const first = fault.nth ?? 1;
      if (taken !== undefined || count < first) continue;
      taken = fault;
      if (count >= first + (fault.times ?? 1) - 1) this.list.splice(this.list.indexOf(fault), 1);
    }
    return taken && effectOf(taken.kind);
  }
}

const page = "<html><head><title>Gateway</title></head><body><h1>Gateway</h1></body></html>";

function effectOf(kind: FaultKind): Effect {
  const not = (answer: Effect["answer"], name = String(kind)): Effect => ({ name, applied: false, answer, delayMs: 0 });
  switch (kind) {
    case "throttle":
      return not(limitExceeded(21, 20));
    case "internal":
      return not(serviceError("InternalError", "An internal error occurred."));
    case "reset-before":
      return not("reset");
    case "timeout":
      return not("silence");
    case "garbage":
      return not({ status: 200, body: page });
    case "reset-after":
      return { ...not("reset"), applied: true };
    case "timeout-after":
      return { ...not("silence"), applied: true };
    case "truncate":
      return { ...not("cut"), applied: true };
  }
  if ("delayMs" in kind) return { name: "delay", applied: true, answer: "usual", delayMs: kind.delayMs };
  const applied = kind.applied ?? false;
  if ("code" in kind) return { ...not(serviceError(kind.code, kind.message ?? kind.code), kind.code), applied };
  return { ...not({ status: kind.status, body: kind.body ?? page }, `HTTP ${kind.status}`), applied };
}
