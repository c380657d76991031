import type { CoreContext } from "./define";
import type { Address } from "./identity";
import { isUnknown } from "./unknown";
import { type Plain, shown } from "./values";

/** The input by which a resource is told what the rest of the program declares: for its process to know, not for its state. */
export const TOLD = "__told";

/** {@link TOLD}, as JSON. */
export interface Told {
  /** Which resource of the program this is: two entries of the state may be of one during a replacement. */
  self: string;
  /** Key → which resource declares it, and how messages name that. */
  elsewhere?: Record<string, readonly [resource: string, text: string]>;
  /** Resources of which it is not known yet what they declare: which → how messages name it. */
  waiting?: Record<string, string>;
}

/** What the constructor told this process, and the rest: the state does not keep it. */
export function taken(news: Plain): { told: Told | undefined; given: Plain } {
  const { [TOLD]: told, ...given } = news;
  return { told: typeof told === "string" && !isUnknown(told) ? (JSON.parse(told) as Told) : undefined, given };
}

/** The keys of an instance that others declare. */
export function keysHere({ elsewhere = {} }: Told, sdkAppId: unknown): [string, readonly [string, string]][] {
  // Nothing is checked yet: a value here may be one that cannot be made a text.
  const instance = `${shown(sdkAppId)}/`;
  return Object.entries(elsewhere).flatMap(([key, owner]) => {
    if (key.startsWith(instance)) return [[key.slice(instance.length), owner] as [string, readonly [string, string]]];
    return /^\d+\//.test(key) ? [] : [[key, owner] as [string, readonly [string, string]]];
  });
}

/** Claims for others what they declare, and notes of whom it is not known yet. */
export function announce<Ctx extends CoreContext>(ctx: Ctx, address: Address, told: Told, sdkAppId: unknown): void {
  const { claims } = ctx;
  claims.introduce(address, told.self);
  claims.waits(address, new Map(Object.entries(told.waiting ?? {})));
  for (const [key, [resource, text]] of keysHere(told, sdkAppId)) {
    claims.claimFor(`${shown(sdkAppId)}/${key}`, resource, text, "declared");
  }
}
