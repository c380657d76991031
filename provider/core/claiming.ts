import type { Strength } from "./claims";
import { type Address, type AnyDefinition, addressText, type CoreContext } from "./define";
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
  const owner = addressText(address);
  const key = keyOf(definition, inputs);
  const object = definition.serviceId ? id : undefined;
  if (key !== undefined) ctx.claims.claim(key, owner, strength, object);
  // Two states may know one object by different names: somebody changed its name by hand between the two.
  if (object !== undefined) claimObject(ctx, object, address, strength);
  // A part that was held may be for another to declare by now.
  if (strength === "held") return;
  for (const part of definition.partsOf?.(inputs) ?? []) {
    if (!hasUnknown(part)) ctx.claims.claim(`${shown(inputs.sdkAppId)}/${part}`, owner, strength);
  }
}

/** Claims an object whose id the service has chosen, by that id. */
export function claimObject(ctx: CoreContext, id: string, address: Address, strength: Strength): void {
  ctx.claims.claim(objectKey(address, id), addressText(address), strength);
}

/** Who else has the object that a resource is about to delete, so that it must stay, or to take over. */
export function keeperOf<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  ctx: Ctx,
  id: string,
  props: Plain,
  address: Address,
): string | undefined {
  const key = keyOf(definition, props);
  const object = definition.serviceId ? id : undefined;
  const byKey = key === undefined ? undefined : ctx.claims.keeper(key, addressText(address), object);
  return byKey ?? (object === undefined ? undefined : holderOf(ctx, object, address));
}

/** Who else of this type has this object, whose id the service has chosen, whatever name it goes by now. */
export function holderOf(ctx: CoreContext, id: string, address: Address): string | undefined {
  return ctx.claims.keeper(objectKey(address, id), addressText(address));
}

/** What a claim is held under: the key that a declaration names, in its instance. */
function keyOf<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, inputs: Plain): string | undefined {
  const key = definition.keyOf?.(inputs);
  return key === undefined || hasUnknown(key) ? undefined : `${shown(inputs.sdkAppId)}/${key}`;
}

function objectKey({ type }: { readonly type: string }, id: string): string {
  return `${type} ${id}`;
}
