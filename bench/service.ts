/** The simulated service in a process of its own; the bench talks to it over the child's channel. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { startSimulator } from "../provider/simulator";

export interface ServiceOptions {
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** Calls a second for each action; 0: no limit. */
  rate: number;
}

/** Calls since the last question, by action, and how many of them were refused by the rate limit. */
export interface Calls {
  byAction: Record<string, number>;
  throttled: number;
}

export interface Service {
  env: Record<string, string>;
  calls(): Promise<Calls>;
  /** Makes groups by hand, for programs that only name them; gives their ids. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startService(options: ServiceOptions): Promise<Service> {
  const child = fork(__filename, [JSON.stringify(options)], { execArgv: ["-r", "ts-node/register/transpile-only"] });
  const [{ env }] = (await once(child, "message")) as [{ env: Record<string, string> }];
  return {
    env,
    calls: () => ask<Calls>(child, "calls"),
    reset: () => ask(child, "reset"),
    close: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

async function ask<T>(child: ChildProcess, what: string): Promise<T> {
  const answer = once(child, "message");
  child.send(what);
  return (await answer)[0] as T;
}

async function serve({ latencyMs, rate }: ServiceOptions): Promise<void> {
  const seats = 1_000_000;
  const sim = await startSimulator({
    ...{ latencyMs, rate },
    seed: (data) => {
      data.instance(1400000000).purchases.seats = seats;
    },
  });
  process.on("message", (what) => {
    const byAction: Record<string, number> = {};
    let throttled = 0;
    for (const { action, outcome } of sim.calls) {
      byAction[action] = (byAction[action] ?? 0) + 1;
      if (outcome.startsWith("RequestLimitExceeded")) throttled++;
    }
    sim.calls.length = 0;
    if (what === "reset") sim.reset();
    process.send!(what === "calls" ? { byAction, throttled } : {});
  });
  process.once("disconnect", () => void sim.close().then(() => process.exit(0)));
  process.send!({ env: sim.env });
}

if (require.main === module) void serve(JSON.parse(process.argv[2]!));
