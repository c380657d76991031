import { UserError } from "../../base/errors";
import { personOfText } from "../../roster/people";
import { groupsOf } from "../../roster/person";
import { brake } from "../../roster/removals";
import { texts } from "./known";
import { removalsSetting } from "./rules";
import type { Leaver, Wanted } from "./sort";
import type { Step } from "./step";

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
