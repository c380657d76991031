import type { Strength } from "./claims";
import type { AnyDefinition, CoreContext } from "./define";
import type { Address } from "./identity";
import type { Issue } from "./issues";
import { hasUnknown } from "./unknown";
import { type Plain, shown } from "./values";

/** Claims what a resource declares, with its parts, and the object that it has (`id`, where it is known). */
export function claim<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  inputs: Plain,
  address: Address,
  strength: Strength,
  id?: string,
): void {
  const key = keyOf(definition, inputs);
  const object = definition.serviceId ? id : undefined;
  if (key !== undefined) ctx.claims.claim(key, address, strength, object);
  // Two states may know one object by different names: somebody changed its name by hand between the two.
  if (object !== undefined) claimObject(ctx, object, address, strength);
  // A part that was held may be for another to declare by now.
  if (strength === "held") return;
  for (const part of partsOf(definition, inputs)) ctx.claims.claim(part, address, strength);
}

/** Claims an object whose id the service has chosen, by that id. */
export function claimObject(ctx: CoreContext, id: string, address: Address, strength: Strength): void {
  ctx.claims.claim(objectKey(address, id), address, strength);
}

/** The object of an entry stays, since the program keeps the entry as it is. */
export function claimStaying<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  id: string,
  props: Plain,
  address: Address,
): void {
  const object = objectOf(definition, id, props);
  if (object !== undefined) ctx.claims.stays(object, address);
}

/** Who else has the object that an entry is about to delete, so that it must stay. */
export function keeperOfEntry<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  id: string,
  props: Plain,
  address: Address,
): string | undefined {
  const object = objectOf(definition, id, props);
  return (object && ctx.claims.holder(object, address)) ?? keeperOf(definition, ctx, id, props, address);
}

/** Who else has an object, so that it must stay, or must not be taken over. */
export function keeperOf<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  id: string,
  props: Plain,
  address: Address,
): string | undefined {
  const key = keyOf(definition, props);
  const object = definition.serviceId ? id : undefined;
  const byKey = key === undefined ? undefined : ctx.claims.keeper(key, address, object);
  return byKey ?? (object === undefined ? undefined : holderOf(ctx, object, address));
}

/** Who else of this type has this object, whose id the service has chosen, whatever name it goes by now. */
export function holderOf(ctx: CoreContext, id: string, address: Address): string | undefined {
  return ctx.claims.keeper(objectKey(address, id), address);
}

/** An entry's object is deleted: whoever turns out to declare it was told too late. */
export function noteLeft<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  props: Plain,
  address: Address,
): void {
  const key = definition.serviceId ? undefined : keyOf(definition, props);
  if (key !== undefined) ctx.claims.left(key, address);
}

/** Every key that an entry has, with its parts. */
export function keysOf<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, props: Plain): string[] {
  const key = keyOf(definition, props);
  return [...(key === undefined ? [] : [key]), ...partsOf(definition, props)];
}

/** What a key names is there again. */
export function noteReturned<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, ctx: Ctx, props: Plain): void {
  const key = keyOf(definition, props);
  if (key !== undefined) ctx.claims.returned(key);
}

/** What a declaration shares with another resource of the program, and what this very run has taken from it. */
export function rivalIssues<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  inputs: Plain,
  address: Address,
): Issue[] {
  const rivals = new Map<string, string[]>();
  const deleted = new Map<string, string[]>();
  const note = (found: Map<string, string[]>, who: string | undefined, key: string): void => {
    if (who !== undefined) found.set(who, [...(found.get(who) ?? []), key.slice(key.indexOf("/") + 1)]);
  };
  for (const key of keysOf(definition, inputs)) {
    note(rivals, ctx.claims.rival(key, address), key);
    note(deleted, ctx.claims.deletedBy(key, address), key);
  }
  const messages = [
    ...[...rivals].map(
      ([rival, keys]) =>
        `${address.text} and ${rival} both declare ${few(keys)}: each would undo the other. Take it out of one of them`,
    ),
    ...[...deleted].map(
      ([by, keys]) =>
        `${by} deleted ${few(keys)} earlier in this run, before it was known that ${address.text} declares it too. ` +
        "Give its key as plain text, or construct it before the program waits for anything; the next run creates it again",
    ),
  ];
  return messages.map((message) => ({ path: [], message }));
}

const MOST_SHOWN = 10;

function few(keys: readonly string[]): string {
  const more = keys.length > MOST_SHOWN ? ` and ${keys.length - MOST_SHOWN} more` : "";
  return `${keys.slice(0, MOST_SHOWN).join(", ")}${more}`;
}

/** What a claim is held under: the key that a declaration names, in its instance. */
function keyOf<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, inputs: Plain): string | undefined {
  const key = definition.keyOf?.(inputs);
  return key === undefined || hasUnknown(key) ? undefined : `${shown(inputs.sdkAppId)}/${key}`;
}

function partsOf<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, inputs: Plain): string[] {
  const parts: string[] = definition.partsOf?.(inputs) ?? [];
  return parts.filter((part) => !hasUnknown(part)).map((part) => `${shown(inputs.sdkAppId)}/${part}`);
}

/** The one object that an entry is: what it has of many others is claimed part by part. */
function objectOf<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  id: string,
  props: Plain,
): string | undefined {
  return definition.serviceId ? objectKey(definition, id) : keyOf(definition, props);
}

function objectKey({ type }: { readonly type: string }, id: string): string {
  return `${type} ${id}`;
}
