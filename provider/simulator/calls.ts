import type { JsonObject } from "./wire";

/** One call as the simulator saw it. Secrets and the numbers of people to be called are not in it. */
export interface CallRecord {
  action: string;
  /** When it arrived, in real milliseconds since the epoch. */
  at: number;
  /** The parameters; secret ones are "[secret]". */
  request: JsonObject;
  /**
   * "ok", an error code of the service, "pending" while it is held or delayed, "abandoned" when the client was gone
   * before it was applied, "lost" when a fault kept it from being applied or answered in a way the service would.
   */
  outcome: string;
  /** It was carried out, whatever the client was told. */
  applied?: true;
  requestId: string;
  /** The fault that was injected, if any. */
  fault?: string;
}

/** A long-running simulator forgets its oldest calls. */
const kept = 100_000;

export function recordCall(calls: CallRecord[], action: string, requestId: string): CallRecord {
  const record: CallRecord = { action, at: Date.now(), request: {}, outcome: "pending", requestId };
  if (calls.length >= kept) calls.splice(0, kept / 10);
  calls.push(record);
  return record;
}

/** Password, Callees, CalleeAttributes, UUI, Variables, tokens, addresses and the credentials of call-back interfaces. */
const secret = /password|secret|token|callees?$|calleeattributes|uui|variables?$|auth$|url$|^(header)?params$/i;

/** The request without its secrets; a misspelt member that looks like one is hidden too. */
export function withoutSecrets(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      // Switches such as SendPassword are no secret, and tests want to see them.
      secret.test(name) && typeof member !== "boolean" ? "[secret]" : clean(member),
    ]),
  );
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  return typeof value === "object" && value !== null ? withoutSecrets(value as JsonObject) : value;
}
