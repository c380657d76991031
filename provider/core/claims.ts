/**
 * Who has what in this process. Pulumi creates before it deletes: a resource renamed without an alias would take its account
 * over and then delete it. And an entry of the state that waits for its deletion since a run that failed may name an object
 * that another entry has by now. So what the program declares, what its entries hold and what this process made is claimed; a
 * deletion of what another one claims releases it instead. Claims hold within one process (one provider reference).
 *
 * An *entry* is one of the state, known by its identity. A *resource* is one of the program: during a replacement two entries
 * are of one resource, and an entry that waits for deletion since an earlier run is of none.
 */
export interface Owner {
  readonly identity: string;
  /** As messages name it: `Staff "li"`. */
  readonly text: string;
}

/** `declared` by the program; `held` by an entry that the program keeps; `made` or taken over in this process. */
export type Strength = "declared" | "held" | "made";

interface Claim {
  /** The resource, or the identity of its entry where that came first. */
  by: string;
  text: string;
  strength: Strength;
  /** Which object the owner has under this key, where a key can pass from one object to another; not known: any. */
  object: string | undefined;
}

const order: readonly Strength[] = ["declared", "held", "made"];

export class Claims {
  readonly #claims = new Map<string, Claim[]>();
  /** Identity of an entry → resource of the program. */
  readonly #resources = new Map<string, string>();
  /** Objects of entries that the program keeps → identity and text of these entries. */
  readonly #staying = new Map<string, Map<string, string>>();
  /** Keys of objects that this process deleted, and who did. */
  readonly #departed = new Map<string, Owner>();
  /** What a resource was told of others of which it was not known yet what they declare: resource → text. */
  readonly #waiting = new Map<string, Map<string, string>>();

  /** The resource of an entry, the same for an entry and for the one that replaces it; its identity where none is known. */
  resourceOf({ identity }: Owner): string {
    return this.#resource(identity);
  }

  /** An entry is that of a resource of the program: told by its check. */
  introduce(owner: Owner, resource: string): void {
    this.#resources.set(owner.identity, resource);
  }

  /** Whether the program of this process has the entry, as far as it was told. */
  isDeclared({ identity }: Owner): boolean {
    return this.#resources.has(identity);
  }

  /** Whether a program runs: no resource of one is checked in a plain `destroy` or refresh. */
  get hasProgram(): boolean {
    return this.#resources.size > 0;
  }

  claim(key: string, owner: Owner, strength: Strength, object?: string): void {
    this.claimFor(key, owner.identity, owner.text, strength, object);
  }

  /** Claims for a resource of which no entry is known yet. */
  claimFor(key: string, by: string, text: string, strength: Strength, object?: string): void {
    const all = this.#claims.get(key) ?? [];
    this.#claims.set(key, all);
    const known = all.find((claim) => this.#resource(claim.by) === this.#resource(by));
    if (!known) all.push({ by, text, strength, object });
    // A made object is the one that counts. Before a replacement the engine checks again, and then it knows no older name.
    else if (strength === "made" || order.indexOf(strength) > order.indexOf(known.strength)) {
      Object.assign(known, { text, strength, object: object ?? (strength === "made" ? undefined : known.object) });
    } else if (known.strength === strength) known.object ??= object;
  }

  /**
   * Who keeps `asker` from deleting the object, or from taking it over. What was made in this process is kept even from
   * its own maker: that is a replacement which created (took over) before it deletes. Anything else is kept from others
   * only: a resource deleted before its replacement is declared too. Whoever is known to have another object under this key
   * keeps nobody from this one.
   */
  keeper(key: string, asker: Owner, object?: string): string | undefined {
    const resource = this.#resource(asker.identity);
    const isOther = ({ by }: Claim): boolean => this.#resource(by) !== resource;
    const same = (claim: Claim): boolean =>
      object === undefined || claim.object === undefined || claim.object === object;
    const kept = (this.#claims.get(key) ?? [])
      .filter((claim) => same(claim) && (claim.strength === "made" || isOther(claim)))
      .sort((a, b) => order.indexOf(b.strength) - order.indexOf(a.strength));
    return (kept.find(isOther) ?? kept[0])?.text;
  }

  /** Another resource of the program that declares the same key. */
  rival(key: string, owner: Owner): string | undefined {
    const resource = this.#resource(owner.identity);
    return this.#claims.get(key)?.find(({ by, strength }) => strength === "declared" && this.#resource(by) !== resource)
      ?.text;
  }

  /**
   * An object belongs to an entry that the program keeps: no other entry's deletion touches it. The engine may still delete
   * the entry itself, where a user forces its replacement.
   */
  stays(object: string, { identity, text }: Owner): void {
    this.#staying.set(object, (this.#staying.get(object) ?? new Map<string, string>()).set(identity, text));
  }

  /** Whose the object is, where another entry that stays has it. */
  holder(object: string, asker: Owner): string | undefined {
    return [...(this.#staying.get(object) ?? [])].find(([identity]) => identity !== asker.identity)?.[1];
  }

  /** This process has deleted what the key names. */
  left(key: string, by: Owner): void {
    this.#departed.set(key, by);
  }

  /** It is there again. */
  returned(key: string): void {
    this.#departed.delete(key);
  }

  /** Who has deleted in this process what the asker declares; nobody where it did so itself, to make it again. */
  deletedBy(key: string, asker: Owner): string | undefined {
    const by = this.#departed.get(key);
    return by && this.#resource(by.identity) !== this.#resource(asker.identity) ? by.text : undefined;
  }

  /** A resource was told of others of which it is not known yet what they declare. */
  waits(owner: Owner, others: ReadonlyMap<string, string>): void {
    this.#waiting.set(this.#resource(owner.identity), new Map(others));
  }

  /** Resources of the program of which it is still not known what they declare, as messages name them. */
  doubts(owner: Owner): string[] {
    const known = new Set(this.#resources.values());
    const waiting = this.#waiting.get(this.#resource(owner.identity)) ?? new Map<string, string>();
    return [...waiting].filter(([resource]) => !known.has(resource)).map(([, text]) => text);
  }

  #resource(by: string): string {
    return this.#resources.get(by) ?? by;
  }
}
