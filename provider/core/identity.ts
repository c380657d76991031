import { randomBytes } from "node:crypto";
import { UserError } from "../base/errors";
import type { Owner } from "./claims";
import { isUnknown } from "./unknown";
import type { Plain } from "./values";

/**
 * FROZEN. The input that says which entry of the state this is: Pulumi's URN at its creation, parents included, and a random
 * part. The URN tells two components apart; the random part tells an entry from the one that replaces it, and from one that
 * was given the name of another after an alias. It never changes, and it comes back from every verb and every outcome.
 */
export const IDENTITY = "__identity";

/** An entry of the state: its messages, its claims, and what is hashed into the marker of a task. */
export interface Address extends Owner {
  readonly type: string;
  /** The logical name at creation. */
  readonly name: string;
  /** Pulumi's URN at creation: what identifies an object that the service cannot identify itself. */
  readonly origin: string;
}

/** The entry that these inputs, or this state, belong to. A missing identity is never read as a name: it is refused. */
export function addressOf(type: string, props: Plain): Address {
  const address = parsed(type, props[IDENTITY]);
  if (address) return address;
  throw new UserError(
    `the state of this ${type} holds no ${IDENTITY}: expected the URN under which it was created, got ${JSON.stringify(props[IDENTITY]) ?? "nothing"}. ` +
      "Nothing was changed. Take it out of the state with `pulumi state delete`, and the next `pulumi up` takes its object over",
  );
}

/** The entry as messages name it, whatever its state holds. */
export function titleOf(type: string, props: Plain | undefined): string {
  return parsed(type, props?.[IDENTITY])?.text ?? type;
}

/** The identity of an entry: as it was at its creation, else made of the URN that the constructor gave. */
export function identityOf(olds: Plain | undefined, news: Plain): unknown {
  if (olds) return olds[IDENTITY];
  const urn = news[IDENTITY];
  if (typeof urn !== "string" || isUnknown(urn) || RANDOM.test(urn)) return urn;
  return `${urn}#${randomBytes(6).toString("hex")}`;
}

/** Project and stack at creation, as they stand in front of every URN: `urn:pulumi:stack::project`. */
export function stackOf(origin: string): string {
  return origin.split("::").slice(0, 2).join("::");
}

const RANDOM = /#[0-9a-f]{12}$/;

/** `urn:pulumi:stack::project::parent$type::name`; a name may hold anything. */
const URN = /^urn:pulumi:[^:]+::[^:]+::(.*?)::(.+)$/s;

function parsed(type: string, identity: unknown): Address | undefined {
  if (typeof identity !== "string") return undefined;
  const origin = identity.replace(RANDOM, "");
  const [, types, name] = URN.exec(origin) ?? [];
  if (types === undefined || name === undefined) return undefined;
  // The types of the components around it: two of them may have a resource of one name.
  const parents = types.split("$").slice(0, -1);
  const within = parents.length > 0 ? ` in ${parents.join(" in ")}` : "";
  return { type, name, identity, origin, text: `${type} "${name}"${within}` };
}

/** A resource whose parent is not known yet, in a preview: nothing is claimed for longer than this process. */
export function unnamed(type: string): Address {
  return { type, name: "", identity: "", origin: "", text: type };
}
