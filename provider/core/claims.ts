/**
 * Pulumi creates before it deletes. A resource renamed without an alias would take its account over and then delete
 * it. Therefore what a program declares and what this process made is claimed: a delete of a claimed key releases it
 * instead. Claims hold within one process (one provider reference).
 */
export interface Claim {
  /** The resource's address, such as `Staff "li"`. */
  owner: string;
  strength: Strength;
  /** Which object the owner has under this key, where a key can pass from one object to another; not known: any. */
  object: string | undefined;
}

/** `declared` by the program; `held` by a resource that has it in its state; `made` or taken over in this process. */
export type Strength = "declared" | "held" | "made";

const order: readonly Strength[] = ["declared", "held", "made"];

export class Claims {
  readonly #claims = new Map<string, Claim>();

  claim(key: string, owner: string, strength: Strength, object?: string): void {
    const known = this.#claims.get(key);
    // Of equals the first stands: before a replacement the engine checks again, and then it knows no older name.
    const wins = !known || strength === "made" || order.indexOf(strength) > order.indexOf(known.strength);
    if (wins) this.#claims.set(key, { owner, strength, object });
    // A check knows no object; the diff after it does.
    else if (known.owner === owner && known.strength === strength) known.object ??= object;
  }

  /**
   * Who keeps `asker` from deleting the object, or from taking it over. What was made in this process is kept even from
   * its own maker: that is a replacement which created (took over) before it deletes. Anything else is kept from others
   * only: a resource deleted before its replacement is declared too. Whoever is known to have another object under this key
   * keeps nobody from this one.
   */
  keeper(key: string, asker: string, object?: string): string | undefined {
    const claim = this.#claims.get(key);
    if (!claim || (claim.strength !== "made" && claim.owner === asker)) return undefined;
    const isAnother = object !== undefined && claim.object !== undefined && claim.object !== object;
    return isAnother ? undefined : claim.owner;
  }
}
