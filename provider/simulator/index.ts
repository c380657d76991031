import type { Credential } from "./auth";
import { addNumber } from "./by-hand";
import type { CallRecord } from "./calls";
import type { Data } from "./data";
import { DataFile } from "./data-file";
import { createDialect, type Dialect } from "./dialects";
import type { Fault } from "./faults";
import type { Hold, HoldOptions } from "./gates";
import type { TrafficOptions } from "./generator/traffic";
import type { NumberRecord } from "./instance";
import { listen, refuseConnections, serve } from "./server";
import { Service } from "./service";

export type { Credential } from "./auth";
export { addExtension, addNumber, addSkillGroup, addStaff, passwordMatches } from "./by-hand";
export type { CallRecord } from "./calls";
export type { Data } from "./data";
export { createDialect, type Dialect, defaultDialect, dialectValues } from "./dialects";
export type { Fault, FaultKind } from "./faults";
export type { Hold, HoldOptions } from "./gates";
export type { TrafficOptions } from "./generator/traffic";
export type * from "./instance";
export { interfaceKey } from "./instance";
export { sign } from "./signature";

/** All optional; without any, a centre with nobody in it on a free port of this machine. */
export interface SimulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1: reachable from this machine only. */
  host?: string;
  /** A file that keeps the content over a restart; made if missing. */
  dataFile?: string;
  /** Delay of each answer in milliseconds, default 0. */
  latencyMs?: number;
  /** How long a client may take to send one request, default 60,000 ms; a sixth of it for its headers. */
  requestTimeoutMs?: number;
  /** Calls per second and action, default 20 as the service; 0 = unlimited. */
  rate?: number;
  /** The instance that exists, default 1400000000; more come from `credentials[].sdkAppIds` and `seed`. */
  sdkAppId?: number;
  /** Keys that may sign; default one example pair. The first is in `env`. */
  credentials?: readonly Credential[];
  /** The clock of tasks, timestamps and delays, in milliseconds; default the real one. Signatures use real time. */
  now?: () => number;
  /** How to read what the service leaves open. */
  dialect?: Partial<Dialect>;
  /**
   * Calls that come by themselves, default none: call records, sessions, metrics and the status of agents who are not
   * set by hand follow from them, and campaigns dial. The same seed makes the same calls for the same agents.
   */
  traffic?: TrafficOptions;
  /** The phone numbers of the instance; two example numbers when left out. */
  numbers?: readonly (string | (Partial<NumberRecord> & { number: string }))[];
  /** Fills the empty data, at the start and after each `reset`; not when a data file had content. */
  seed?: (data: Data) => void;
  /** Where complaints go, default standard error. */
  complain?: (line: string) => void;
}

/** A running simulator. */
export interface Simulator {
  /** Such as "http://127.0.0.1:41234". */
  readonly url: string;
  /** What a client needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Every call in order of arrival, without secrets; `calls.length = 0` forgets them. */
  readonly calls: CallRecord[];
  /** What the service holds; see `Data` for how to work in it by hand. */
  readonly data: Data;
  /** Push here to make calls fail; see `Fault`. */
  readonly faults: Fault[];
  /** The switches in force; may be changed at any time. */
  readonly dialect: Dialect;
  /** How many calls were refused by the rate limit. */
  readonly throttled: number;
  /** Resolves at the next call of this action (any, when left out), before it is applied. */
  nextCall(action?: string): Promise<CallRecord>;
  /** The next call (that fits) waits until released. */
  hold(options?: HoldOptions): Hold;
  /**
   * The n-th call from now (that fits), and all calls after it, wait until released. A client that is killed meanwhile
   * has not made them.
   *
   * @example
   * const pause = sim.pauseAt(3);
   * const up = startProgram();
   * await pause.arrived;
   * up.kill("SIGKILL");
   * pause.release();
   */
  pauseAt(n: number, options?: HoldOptions): Hold;
  /**
   * From now on connections are refused, as by a host whose service is down; a call that is on its way is answered.
   * The function that it gives opens the port again.
   */
  refuse(): () => Promise<void>;
  /** Back to the start: seeded data, no calls, no faults, the dialect of the options; calls that are held are dropped. */
  reset(): void;
  /** Stops; open connections are cut. */
  close(): Promise<void>;
}

const exampleCredential: Credential = {
  secretId: "AKIDexampleexampleexampleexampleEXAMPLE",
  secretKey: "exampleSecretKeyOfTheSimulatorEXAMPLE",
};

/**
 * Starts a Tencent Cloud Contact Center of your own: a real HTTP server that answers as the service does.
 *
 * @example
 * const sim = await startSimulator();
 * Object.assign(process.env, sim.env);
 * // … run the program …
 * console.log(sim.data.instance(1400000000).staff.size, sim.calls.length);
 * await sim.close();
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = "127.0.0.1", sdkAppId = 1400000000, rate = 20, now = Date.now } = options;
  const { latencyMs = 0, requestTimeoutMs = 60_000 } = options;
  const credentials = options.credentials ?? [exampleCredential];
  const complain = options.complain ?? ((line: string) => process.stderr.write(`tccc simulator: ${line}\n`));
  const dialect = createDialect(options.dialect);
  const service = new Service({ credentials, dialect, rate, now, complain, traffic: options.traffic ?? {} });
  const fill = () => {
    service.data.load({ version: 1, nextId: 1001, instances: [] });
    const first = service.data.addInstance(sdkAppId);
    if (options.numbers !== undefined) first.numbers.clear();
    for (const one of options.numbers ?? []) addNumber(first, typeof one === "string" ? { number: one } : one);
    for (const id of credentials.flatMap((one) => one.sdkAppIds ?? [])) service.data.addInstance(id);
    options.seed?.(service.data);
  };
  fill();
  if (options.dataFile !== undefined) {
    service.file = new DataFile(options.dataFile, service.data);
    if (service.file.load()) service.data.addInstance(sdkAppId);
    await service.file.save();
  }
  const server = serve(service, { latencyMs, requestTimeoutMs });
  const bound = await listen(server, port, host);
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`;
  const [first] = credentials;
  return {
    url,
    env: {
      TENCENTCLOUD_SECRET_ID: first?.secretId ?? "",
      TENCENTCLOUD_SECRET_KEY: first?.secretKey ?? "",
      ...(first?.token === undefined ? {} : { TENCENTCLOUD_TOKEN: first.token }),
      TENCENTCLOUD_REGION: "ap-guangzhou",
      TCCC_SDK_APP_ID: String(first?.sdkAppIds?.[0] ?? sdkAppId),
      TCCC_ENDPOINT: url,
    },
    calls: service.calls,
    data: service.data,
    faults: service.faults.list,
    dialect,
    get throttled() {
      return service.rate.throttled;
    },
    nextCall: (action) => service.gates.nextCall(action),
    hold: (hold = {}) => service.gates.close(1, false, hold),
    pauseAt: (n, hold = {}) => service.gates.close(n, true, hold),
    refuse: () => refuseConnections(server, bound, host),
    reset() {
      service.gates.dropAll();
      service.calls.length = 0;
      service.faults.list.length = 0;
      service.rate.reset();
      service.history.reset();
      Object.assign(dialect, createDialect(options.dialect));
      fill();
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      service.gates.dropAll();
      await closed;
      await service.file?.save();
    },
  };
}
