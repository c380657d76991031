import { mailKey, normalPhone, type StaffInfo, samePhone } from "../../api";
import type { Owner } from "../../core/claims";
import type { Aside } from "../../core/job";
import { shown } from "../../core/values";
import type { Person, PersonLive, PersonStep } from "../../roster/person";
import type { Context } from "../session";
import { staffKey } from "../shared";

/** No two accounts share one of these; a staff number cannot be empty. */
const numbers = [
  { key: "phone", member: "Phone", column: "Phone", clearable: true },
  { key: "extensionNumber", member: "ExtensionNumber", column: "ExtensionNumber", clearable: true },
  { key: "staffNumber", member: "StaffNo", column: "StaffNumber", clearable: false },
] as const;

/** So often a call is sent again that was refused although nobody has what it asks for. */
const MOST_FREE = 1;

type Numbered = (typeof numbers)[number];

interface Conflict {
  number: Numbered;
  value: string;
  /** Who has it, and which other entry of the program the account belongs to. */
  holder: string;
  entry: string;
}

/** One account of several that may wait for one another's numbers. */
export interface Ring {
  /** Whether a refused call may pass, since another entry of the program is about to give up what it needs. */
  mayPass(step: PersonStep, live: PersonLive): Promise<boolean>;
  /** Gives up first what the account gives up in any case, where everybody who has what it needs waits too. */
  aside(live: PersonLive): Promise<Aside<PersonLive, PersonStep> | undefined>;
  /** Who has what this account shall have, in words. */
  obstacle(live: PersonLive): Promise<string | undefined>;
}

export function ringOf(ctx: Context, want: Person, owner: Owner): Ring {
  const { offers } = ctx.memory;
  const own = staffKey(want.mail);
  let moved = false;
  let waited = false;
  let free = 0;
  const conflicts = async (live: PersonLive): Promise<Conflict[]> => {
    // What cannot be seen now is no reason to wait: the refusal is told.
    const rows = await ctx.instance.staff.all({ fresh: true }).catch(() => []);
    return numbers.flatMap((number) => {
      const [value, holder] = heldOf(want, number, live, rows);
      const entry = holder && ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(holder)}`, owner);
      return entry ? [{ number, value, holder, entry }] : [];
    });
  };
  const isStrangers = async (live: PersonLive): Promise<boolean> => {
    const rows = await ctx.instance.staff.all().catch(() => []);
    return numbers.some((number) => heldOf(want, number, live, rows)[1] !== undefined);
  };
  /** What the account is about to give up, as far as a call can empty it. */
  const givenUp = (live: PersonLive): [Numbered, string][] =>
    numbers.flatMap((number): [Numbered, string][] => {
      const [wanted, has] = [want[number.key], live.row?.[number.column] ?? ""];
      return number.clearable && wanted !== undefined && has !== "" && !same(number, wanted, has)
        ? [[number, has]]
        : [];
    });
  const isOpen = (all: readonly Conflict[]): boolean =>
    all.length > 0 &&
    all.every(({ number, value, holder }) => offers.isOffered(token(number, value), staffKey(holder)));
  return {
    async mayPass(step, live) {
      const all = await conflicts(live);
      if (all.length === 0) {
        // What nobody has by now may have been given up since the refusal.
        return (waited || asksForNumber(step, live)) && ++free <= MOST_FREE && !(await isStrangers(live));
      }
      waited = true;
      free = 0;
      const given = givenUp(live);
      offers.offer(
        own,
        given.map(([number, value]) => token(number, value)),
      );
      return moved || given.length === 0 || !isOpen(all);
    },
    async aside(live) {
      const given = givenUp(live);
      const all = await conflicts(live);
      const isFree = waited && all.length === 0 && !(await isStrangers(live));
      if (moved || !(isFree || (given.length > 0 && isOpen(all)))) return undefined;
      moved = true;
      // Somebody else has made way meanwhile: it is asked for once more.
      if (isFree) return { steps: [], back: () => [] };
      const set = (values: readonly [Numbered, string][]): PersonStep => ({
        call: "ModifyStaff",
        members: Object.fromEntries(values.map(([{ member }, value]) => [member, value])),
      });
      return {
        steps: [set(given.map(([number]) => [number, ""]))],
        back({ row }) {
          const lost = given.filter(([{ column }]) => row && (row[column] ?? "") === "");
          const old = lost.map(([number, value]): [Numbered, string] => [
            number,
            number.key === "phone" ? normalPhone(value) : value,
          ]);
          return old.length > 0 ? [set(old)] : [];
        },
      };
    },
    async obstacle(live) {
      const all = await conflicts(live);
      if (all.length === 0) return foreign(await ctx.instance.staff.all().catch(() => []), want, live);
      const held = all.map(
        ({ number, value, holder, entry }) => `${number.key} ${shown(value)} belongs to ${holder} (${entry})`,
      );
      const way = all.some(({ number }) => !number.clearable)
        ? "An account cannot be without a staff number, so two cannot be swapped in one run: declare for one of the two a number that nobody has, run `pulumi up`, then declare what it shall have, and run again"
        : "Where that one is to give it up, run `pulumi up` again; where it depends on this one (dependsOn), declare another number for one of the two first";
      return `${held.join("; ")}, which has not given it up. ${way}`;
    },
  };
}

/** Numbers that belong to accounts which nobody here declares, and what to do: nothing gives these up by itself. */
function foreign(rows: readonly StaffInfo[], want: Person, live: PersonLive): string | undefined {
  const held = numbers.flatMap((number) => {
    const [value, holder] = heldOf(want, number, live, rows);
    return holder ? [`${number.key} ${shown(value)} belongs to ${holder}`] : [];
  });
  if (held.length === 0) return undefined;
  return `${held.join("; ")}, which nothing in this program declares. Delete that account in the console or give it another number there, or declare another number here`;
}

/** A number that the account shall have and has not, and who has it. */
function heldOf(want: Person, number: Numbered, live: PersonLive, rows: readonly StaffInfo[]): [string, string?] {
  const value = want[number.key];
  if (!value || same(number, value, live.row?.[number.column] ?? "")) return [""];
  const holder = rows.find(
    ({ Mail, [number.column]: has }) => Mail && has && mailKey(Mail) !== mailKey(want.mail) && same(number, value, has),
  );
  return [value, holder?.Mail];
}

const asksForNumber = (step: PersonStep, { row }: PersonLive): boolean =>
  step.call === "ModifyStaff" &&
  numbers.some((number) => {
    const asked = step.members[number.member];
    return typeof asked === "string" && asked !== "" && !same(number, asked, row?.[number.column] ?? "");
  });

const same = ({ key }: Numbered, a: string, b: string): boolean =>
  a === b || (key === "phone" && a !== "" && b !== "" && samePhone(a, b));

const token = ({ key }: Numbered, value: string): string => `${key} ${key === "phone" ? normalPhone(value) : value}`;
