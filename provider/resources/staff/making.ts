import { ServiceError } from "../../api";
import { type Creation, Making } from "../../core/creation";
import type { PersonLive } from "../../roster/person";
import type { Context } from "../session";

export type PresentPerson = PersonLive & { row: NonNullable<PersonLive["row"]> };

/** What the creation of an account asks, beside what is the same for all accounts. */
export interface PersonMaking {
  mail: string;
  /** In what an existing account differs from what is declared, other than being as fresh as a new one. */
  differences(live: PresentPerson): readonly string[];
  /** Throws where an account that was not made here must not be taken over. */
  found(live: PresentPerson): void;
  absent?(): void;
}

/** How an account is made. Its mail is its key: one of which the answer was lost is asked for, and then made once more. */
export function personMaking(ctx: Context, { mail, differences, found, absent }: PersonMaking): Making<PersonLive> {
  const isThere = (live: PersonLive): live is PresentPerson => live.row !== undefined;
  const rules: Creation<PersonLive> = {
    call: "CreateStaff",
    exists: isThere,
    found: (live) => found(live as PresentPerson),
    ...(absent ? { absent } : {}),
    isAsSent: (live) => isThere(live) && differences(live).length === 0,
    saysTaken,
    isAbsent: () => ctx.instance.staff.isGone(mail),
  };
  return new Making(rules);
}

/** A failed item of a batch may carry a number or a word in place of a code. */
const saysTaken = (error: unknown): boolean =>
  error instanceof ServiceError && /Duplicat|Exist|^(\d+|[a-z]+|Unknown)$/.test(error.code);
