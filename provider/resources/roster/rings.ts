import { phoneKey } from "../../api";
import { singleFields } from "../../roster/people";
import { namesOf } from "./report";
import { liveNumber, type Wanted } from "./sort";

export type Single = (typeof singleFields)[number];

/** Somebody waits for a number that somebody else has. */
export interface Wait {
  who: Wanted;
  field: Single;
  holder: Wanted;
}

/** The service takes no empty staff number. */
const isClearable = (field: Single): boolean => field !== "staffNumber";

/** A number as it is compared: phones in any spelling are one. */
export const numberKey = (field: Single, value: string): string =>
  `${field} ${field === "phone" ? phoneKey(value) : value}`;

/** Whom of some people each of them waits for, as they are live. */
export function waits(people: readonly Wanted[]): Wait[] {
  const holders = new Map<string, Wanted>();
  for (const holder of people) {
    for (const field of singleFields) {
      const value = liveNumber(field, holder.row);
      if (value) holders.set(numberKey(field, value), holder);
    }
  }
  return people.flatMap((who) =>
    singleFields.flatMap((field) => {
      const value = who.person[field];
      const holder = value ? holders.get(numberKey(field, value)) : undefined;
      return holder && holder !== who ? [{ who, field, holder }] : [];
    }),
  );
}

/** People who wait for one another, each for the next: nobody of them can be first. Of rings that share people, one at least. */
export function ringsOf(all: readonly Wait[]): Wait[][] {
  const left = new Map<Wanted, Wait[]>();
  for (const wait of all) left.set(wait.who, [...(left.get(wait.who) ?? []), wait]);
  const rings: Wait[][] = [];
  for (const start of left.keys()) {
    // A walk without recursion: thousands may pass a number on along one chain. `steps[n]` leads from `way[n]` to the next.
    const way = [start];
    const steps: Wait[] = [];
    const at = new Map([[start, 0]]);
    while (way.length > 0) {
      const who = way.at(-1)!;
      const next = left.get(who)?.shift();
      if (!next) {
        way.pop();
        steps.pop();
        at.delete(who);
        continue;
      }
      const entered = at.get(next.holder);
      if (entered !== undefined) rings.push([...steps.slice(entered), next]);
      else {
        at.set(next.holder, way.length);
        steps.push(next);
        way.push(next.holder);
      }
    }
  }
  return rings;
}

/**
 * Who opens a ring by giving up numbers for which others wait, and which: one of those whose number may be empty for a moment.
 * Nobody where only staff numbers go round.
 */
export function openerOf(ring: readonly Wait[], all: readonly Wait[]): { who: Wanted; fields: Single[] } | undefined {
  const first = ring.find(({ field }) => isClearable(field));
  if (!first) return undefined;
  const who = first.holder;
  const fields = all.filter(({ holder, field }) => holder === who && isClearable(field)).map(({ field }) => field);
  return { who, fields: [...new Set(fields)] };
}

/** What the people of a ring that nobody can open are told: which of them to do in which order. */
export function closedText(ring: readonly Wait[]): string {
  const mails = ring.map(({ who }) => who.mail);
  const [first] = mails;
  const whom = mails.length === 2 ? `${mails.join(" and ")} swap` : `${namesOf(mails)} pass on`;
  return (
    `${whom} staff numbers, and the service takes none that another account still has. In two steps: give ${first} a staffNumber ` +
    "that nobody has and run `pulumi up`; then declare what is declared now and run it again"
  );
}
