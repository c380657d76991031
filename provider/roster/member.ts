import type { View } from "../core/job";
import {
  groupsOf,
  type Person,
  type PersonLive,
  type PersonPlan,
  type PersonStep,
  personDifferences,
  planPerson,
  takeOverDifferences,
} from "./person";
import { planSkills, type SkillsStep, type SkillsWant, skillsDifferences } from "./skills";

/** One person of a roster: her account, and her skill groups if they are managed. */
export interface Member {
  person: Person;
  skills: SkillsWant | undefined;
}

export type MemberStep = PersonStep | SkillsStep;

type MemberView = View<PersonLive, MemberStep>;

/**
 * The plan for an account and its skill groups together. A new account is bound in the round that creates it: should the
 * service not know her yet, the next round binds her.
 */
export function planMember({ person, skills }: Member, view: MemberView, plan: PersonPlan): MemberStep[] {
  const account = planPerson(person, view as View<PersonLive, PersonStep>, plan);
  if (!skills) return account;
  const binding = planSkills(skills, forSkills(view));
  // Groups that a change of ours took away are part of what the binding puts right.
  const own = account.filter((step) => step.call !== "BindStaffSkillGroupList");
  // What the service refused before must not keep back what does not depend on it.
  const refused = view.tried.some(({ step, refused }) => step.call === "ModifyStaff" && refused !== undefined);
  return refused ? [...binding, ...own] : [...own, ...binding];
}

export function memberDifferences({ person, skills }: Member, view: MemberView, plan: PersonPlan): string[] {
  const account = personDifferences(person, view as View<PersonLive, PersonStep>, plan);
  if (!skills || !view.live.row) return account;
  return [
    ...account.filter((text) => !text.startsWith("skill groups:")),
    ...skillsDifferences(skills, forSkills(view)),
  ];
}

/** In what an existing account differs, other than being as fresh as a new one. */
export function memberTakeOver(
  { person, skills }: Member,
  live: PersonLive & { row: NonNullable<PersonLive["row"]> },
): string[] {
  const found = takeOverDifferences(person, live);
  if (!skills) return found;
  const is = groupsOf(live.row);
  for (const [id, priority] of skills.skills) {
    const has = is.get(id);
    if (has !== undefined && has !== priority)
      found.push(`skill group ${id} has priority ${has}, declared ${priority}`);
  }
  for (const id of skills.drop) if (is.has(id)) found.push(`skill group ${id} is bound, declared not to be`);
  return found;
}

/** A bind that was refused in the round of the creation says nothing about how the service binds. */
function forSkills(view: MemberView): View<{ row: PersonLive["row"] }, SkillsStep> {
  const born = view.tried.find(({ step }) => step.call === "CreateStaff")?.round;
  const tried = view.tried.filter(
    ({ step, round, refused }) =>
      step.call !== "CreateStaff" && step.call !== "ModifyStaff" && !(round === born && refused !== undefined),
  );
  return { ...view, tried: tried as View<unknown, SkillsStep>["tried"] };
}
