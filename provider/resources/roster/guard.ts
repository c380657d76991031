import { UserError } from "../../base/errors";
import type { Plain } from "../../core/values";
import { personOfText } from "../../roster/people";
import { groupsOf } from "../../roster/person";
import { brake, overrun } from "../../roster/removals";
import type { Context } from "../session";
import { texts } from "./known";
import { removalsSetting } from "./rules";
import type { Leaver, Wanted } from "./sort";
import type { Step } from "./step";

/**
 * The brake of a roster that leaves the program, such as one that was renamed without an alias: those whom its successor does
 * not name would all go. A plain `destroy` is what it says; there `protect` is the brake.
 */
export async function stopDeletion(ctx: Context, doing: string, olds: Plain, own: readonly string[]): Promise<void> {
  if (!ctx.claims.hasProgram) return;
  const rows = await Promise.all(own.map(async (mail) => ({ mail, row: await ctx.instance.staff.find(mail) })));
  const people = rows.filter(({ row }) => row).map(({ mail }) => mail);
  const { setting, from } = removalsSetting(ctx, olds.maxRemovals);
  const stock = { people: texts(olds.people).length, memberships: 0 };
  const found = overrun({ people, memberships: [] }, stock, setting, from);
  if (found === undefined) return;
  throw new UserError(
    `${doing}: ${found}. Nothing was deleted. If the roster was renamed, give it an alias; if its people are meant to go, set TCCC_MAX_REMOVALS ` +
      "to a number, a percentage or unlimited for this run; to keep their accounts, take it out of the state with `pulumi state delete`",
  );
}

/** The second look of the brake: at what is live. Nothing has been written yet. */
export function stopAtBrake(
  { ctx, doing, wanted, olds }: Step,
  stay: readonly Wanted[],
  going: readonly Pick<Leaver, "mail">[],
): void {
  if (!olds) return;
  const before = texts(olds.people);
  const held = before.flatMap(([, text]) => Object.keys(personOfText(text).skills ?? {}));
  const oldIds = (olds.skillGroups ?? {}) as Record<string, number>;
  const memberships = stay.flatMap(({ mail, row, skills, before: old, declared }) => {
    if (!row || !old || !skills) return [];
    // A name that stands for another group now moves its people: nothing is lost.
    const moved = new Set(
      Object.keys(old.skills ?? {})
        .filter((name) => wanted.skillGroups?.[name] !== oldIds[name])
        .filter((name) => Object.hasOwn(declared.skills ?? {}, name))
        .map((name) => oldIds[name]!),
    );
    const lost = [...groupsOf(row).keys()].filter((id) => skills.drop.has(id) && !moved.has(id));
    return lost.map((id) => `${mail}: skill group ${id}`);
  });
  const people = going.map(({ mail }) => mail);
  const { setting, from } = removalsSetting(ctx, wanted.maxRemovals);
  const stock = { people: before.length + texts(olds.strangers).length, memberships: held.length };
  const refusal = brake({ people, memberships }, stock, setting, from);
  if (refusal !== undefined) throw new UserError(`${doing}: ${refusal}. Nothing was changed`);
}
