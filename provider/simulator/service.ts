import { randomUUID } from "node:crypto";
import { actions } from "./actions";
import { authenticate, type Credential } from "./auth";
import { type CallRecord, recordCall, withoutSecrets } from "./calls";
import type { Context } from "./context";
import { Data } from "./data";
import type { DataFile } from "./data-file";
import type { Dialect } from "./dialects";
import { dress } from "./dress";
import { documented, ServiceError, serviceError, unsupported } from "./errors";
import { type Effect, Faults } from "./faults";
import { Gates } from "./gates";
import { Traffic, type TrafficOptions } from "./generator/traffic";
import { History } from "./history";
import type { Instance } from "./instance";
import { Listings } from "./paging";
import { RateLimit } from "./rate";
import { checkShape, knownActions } from "./shape";
import { ClientGone, type Incoming, type JsonObject, parameters } from "./wire";

/** What is sent back: an HTTP answer, or the connection's end in one of three ways. */
export type Reply = { status: number; type: string; body: string; cut?: boolean } | "reset" | "silence";

const version = "2020-02-10";

/** The simulated service without its HTTP server: a request comes in, a reply goes out. */
export class Service {
  readonly data = new Data();
  readonly calls: CallRecord[] = [];
  readonly faults = new Faults();
  readonly gates = new Gates();
  readonly rate: RateLimit;
  readonly history = new History();
  readonly listings = new Listings();
  file: DataFile | undefined;
  readonly #traffic = new WeakMap<Instance, Traffic>();

  constructor(
    readonly options: {
      credentials: readonly Credential[];
      dialect: Dialect;
      rate: number;
      now: () => number;
      traffic: TrafficOptions;
      complain: (line: string) => void;
    },
  ) {
    this.rate = new RateLimit(options.rate);
  }

  /**
   * Answers one request. `receive` reads it, and may refuse it too; `gone` tells whether the client has hung up: a call
   * that waited and whose client is dead is not applied, as if it had never been sent.
   */
  async answer(receive: () => Promise<Incoming>, actionName: string, gone: () => boolean): Promise<Reply> {
    const record = recordCall(this.calls, actionName, randomUUID());
    try {
      return await this.#call(record, await receive(), gone);
    } catch (error) {
      if (!(error instanceof ClientGone)) return this.#failure(record, error);
      record.outcome = "abandoned";
      return "reset";
    }
  }

  async #call(record: CallRecord, incoming: Incoming, gone: () => boolean): Promise<Reply> {
    const { request, visible } = this.#admit(record, incoming);
    const context = this.#context(record.action, request, visible);
    const writes = !record.action.startsWith("Describe");
    const waits = this.gates.enter(record, writes);
    const mayGoOn = await Promise.all(waits.before);
    if (mayGoOn.includes(false) || (mayGoOn.length > 0 && gone())) {
      record.outcome = "abandoned";
      return "reset";
    }
    const effect = this.faults.take(record.action, request);
    if (effect !== undefined) record.fault = effect.name;
    if (effect !== undefined && !effect.applied) return this.#reply(record, {}, effect);
    const answer = await this.#apply(record.action, context(), request, writes);
    record.applied = true;
    waits.arrive();
    await Promise.all(waits.after);
    if (effect !== undefined && effect.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
    return this.#reply(record, answer, effect);
  }

  /** The checks before any action, in the service's order. */
  #admit(record: CallRecord, incoming: Incoming) {
    const { method } = incoming;
    if (method !== "POST" && method !== "GET") {
      throw serviceError("UnsupportedProtocol", "The HTTP method is not supported: only GET and POST are.");
    }
    if (incoming.path !== "/") throw serviceError("InvalidRequest", "The request path must be `/`.");
    const credential = authenticate(incoming, this.options.credentials);
    this.#checkAction(record.action);
    if (incoming.headers["x-tc-version"] !== version) {
      const given = incoming.headers["x-tc-version"];
      if (given === undefined) {
        throw serviceError("MissingParameter", "The request is missing a required parameter `Version`.");
      }
      throw serviceError("NoSuchVersion", `The specified API version \`${given.slice(0, 32)}\` does not exist.`);
    }
    let request: JsonObject = {};
    let malformed: unknown;
    try {
      request = parameters(incoming);
      record.request = withoutSecrets(request);
    } catch (error) {
      malformed = error;
    }
    this.rate.admit(`${record.action} ${request.SdkAppId ?? credential.secretId}`);
    if (malformed !== undefined) throw malformed;
    checkShape(record.action, request, method);
    const visible = [...this.data.instances.values()].filter(
      (one) => credential.sdkAppIds?.includes(one.sdkAppId) ?? true,
    );
    return { request, visible };
  }

  #trafficOf(instance: Instance): Traffic {
    const known = this.#traffic.get(instance) ?? new Traffic(this.options.traffic, instance);
    this.#traffic.set(instance, known);
    return known;
  }

  #checkAction(action: string): void {
    if (action === "") throw serviceError("MissingParameter", "The request is missing a required parameter `Action`.");
    if (Object.hasOwn(actions, action)) return;
    if (!knownActions.has(action)) {
      throw serviceError("InvalidAction", `The specified API action \`${action.slice(0, 64)}\` does not exist.`);
    }
    this.options.complain(`the simulator does not know ${action} yet: answered with UnsupportedOperation`);
    throw unsupported(`the simulator does not know ${action} yet`);
  }

  /** The context is made late, for after a call has waited, what is true may be different. */
  #context(action: string, request: JsonObject, visible: Context["visible"]): () => Context {
    const { dialect } = this.options;
    const named = () => visible.find((one) => one.sdkAppId === request.SdkAppId);
    if (request.SdkAppId !== undefined && named() === undefined) throw documented(dialect.instanceNotExist);
    return () => {
      const now = this.options.now();
      // Without an SdkAppId (DescribeCCCBuyInfoList) no handler looks at centre or view.
      const centre = named() as Context["centre"];
      const lags = dialect.writeDelayOf === "all" || (dialect.writeDelayOf === "lists") === /(?:s|List)$/.test(action);
      const view = centre && this.history.view(centre, now, lags ? dialect.writeDelayMs : 0);
      const { data, listings } = this;
      const seconds = Math.floor(now / 1000);
      const trafficOf = (instance: Instance) => this.#trafficOf(instance).sync(seconds);
      const dialling = (this.options.traffic.callsPerDay ?? 0) > 0;
      return { data, dialect, listings, centre, view, visible, trafficOf, dialling, now, seconds };
    };
  }

  async #apply(action: string, context: Context, request: JsonObject, writes: boolean) {
    if (writes) this.history.remember(context.centre, context.now, context.dialect.writeDelayMs);
    try {
      return actions[action]!(context, request as never);
    } finally {
      // Also after an error: a call may have been applied in part.
      if (writes) {
        context.trafficOf(context.centre);
        await this.file?.save();
      }
    }
  }

  #reply(record: CallRecord, answer: object, effect: Effect | undefined): Reply {
    const how = effect?.answer ?? "usual";
    record.outcome = effect === undefined || effect.applied ? "ok" : "lost";
    if (how === "reset" || how === "silence") return how;
    if (how instanceof ServiceError) return this.#failure(record, how);
    if (typeof how === "object") return { status: how.status, type: "text/html", body: how.body };
    const body = { Response: { ...dress(answer, this.options.dialect), RequestId: record.requestId } };
    return { ...json(body), cut: how === "cut" };
  }

  #failure(record: CallRecord, error: unknown): Reply {
    const known = error instanceof ServiceError;
    if (!known) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.options.complain(`${record.action}: a defect of the simulator: ${reason.replace(/\s*\n\s*/g, " | ")}`);
    }
    const { code, message } = known ? error : documented("InternalError");
    record.outcome = code;
    return json({ Response: { Error: { Code: code, Message: message }, RequestId: record.requestId } });
  }
}

const json = (body: object) => ({ status: 200, type: "application/json", body: JSON.stringify(body) });
