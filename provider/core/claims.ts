/**
 * Pulumi creates before it deletes. A resource renamed without an alias would take its account over and then delete
 * it. Therefore what a program declares and what this process made is claimed: a delete of a claimed key releases it
 * instead. Claims hold within one process (one provider reference).
 */
export interface Claim {
  /** The resource's address, such as `Staff "li"`. */
  owner: string;
  /** Created or taken over by this process, as opposed to only declared by the program. */
  made: boolean;
}

export class Claims {
  readonly #claims = new Map<string, Claim>();

  claim(key: string, owner: string, made: boolean): void {
    // The first declaration stands: before a replacement the engine checks again, and then it knows no older name.
    if (made || !this.#claims.has(key)) this.#claims.set(key, { owner, made });
  }

  /**
   * Who keeps `asker` from deleting the object. What was made in this process is kept even from its own maker: that
   * is a replacement which created (took over) before it deletes. What is merely declared is kept from others only:
   * a resource deleted before its replacement is declared too.
   */
  keeper(key: string, asker: string): string | undefined {
    const claim = this.#claims.get(key);
    return claim && (claim.made || claim.owner !== asker) ? claim.owner : undefined;
  }
}
