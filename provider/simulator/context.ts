import type { Data } from "./data";
import type { Dialect } from "./dialects";
import type { Traffic } from "./generator/traffic";
import type { Instance } from "./instance";
import type { Listings } from "./paging";

/** What an action gets beside its request. */
export interface Context {
  readonly data: Data;
  readonly dialect: Dialect;
  readonly listings: Listings;
  /** The instance named by SdkAppId: what writes change. */
  readonly centre: Instance;
  /** The same as reads see it: behind by `dialect.writeDelayMs`. */
  readonly view: Instance;
  /** The instances that the caller's key may use. */
  readonly visible: readonly Instance[];
  /** What happens on the phones of an instance, up to date. */
  readonly trafficOf: (instance: Instance) => Traffic;
  /** Whether there is traffic: campaigns dial. */
  readonly dialling: boolean;
  /** The simulator's clock, in milliseconds and in whole seconds. */
  readonly now: number;
  readonly seconds: number;
}

/** One action of the service: throws a `ServiceError`, or returns the members of the answer. */
export type Handler<Request, Response> = (context: Context, request: Request) => Omit<Response, "RequestId">;
