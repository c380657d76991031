import type { StaffInfo } from "../api";
import type { View } from "../core/reconcile";
import { groupsOf } from "./person";

/** Skill groups of one person: id → priority, 1 (highest) to 5. */
export type Skills = ReadonlyMap<number, number>;

export interface SkillsWant {
  skills: Skills;
  /** Groups that were managed and are not any more: taken away. */
  drop: ReadonlySet<number>;
  /** True: nothing but `skills`. */
  exclusive: boolean;
}

export interface BindItem {
  SkillGroupId: number;
  Priority: number;
}

export type SkillsStep =
  | { call: "BindStaffSkillGroupList"; groups: BindItem[] }
  | { call: "UnbindStaffSkillGroupList"; groups: number[] };

export interface SkillsLive {
  row: StaffInfo | undefined;
}

type SkillsView = View<SkillsLive, SkillsStep>;

/**
 * The plan for the skill groups of one person. Nothing says whether a bind adds or replaces, and whether binding a
 * bound group changes its priority (contract §12). So:
 *
 * - first the whole list is bound, what others manage included as it is: right whether it adds or replaces;
 * - where that left a priority as it was, the differing groups are unbound and the whole list is bound again;
 * - where that was refused, the differing groups are unbound and only they are bound;
 * - where that in turn took others away, all are unbound and bound together.
 */
export function planSkills(want: SkillsWant, view: SkillsView): SkillsStep[] {
  const live = groupsOf(view.live.row);
  const target = targetOf(want, view);
  const wrong = [...target].filter(([id, priority]) => live.get(id) !== priority).map(([id]) => id);
  const extra = [...live.keys()].filter((id) => unwanted(id, want));
  if (wrong.length === 0) return extra.length === 0 ? [] : [unbind(extra)];
  const bound = wrong.filter((id) => live.has(id));
  const way = strategy(view, target.size);
  switch (way) {
    case "whole":
      return [bind(target, [...target.keys()]), ...(extra.length > 0 ? [unbind(extra)] : [])];
    case "part":
    case "again": {
      const away = [...bound, ...extra];
      const ids = way === "part" ? wrong : [...target.keys()];
      return [...(away.length > 0 ? [unbind(away)] : []), bind(target, ids)];
    }
    case "anew":
      return [...(live.size > 0 ? [unbind([...live.keys()])] : []), bind(target, [...target.keys()])];
  }
}

export function skillsDifferences(want: SkillsWant, view: SkillsView): string[] {
  const live = groupsOf(view.live.row);
  const found: string[] = [];
  for (const [id, priority] of targetOf(want, view)) {
    const is = live.get(id);
    if (is !== priority) {
      found.push(
        `skill group ${id}: wanted priority ${priority}, found ${is === undefined ? "no binding" : `priority ${is}`}`,
      );
    }
  }
  for (const id of live.keys()) if (unwanted(id, want)) found.push(`skill group ${id}: wanted no binding, found one`);
  return found;
}

/** What shall be bound in the end: the declared groups, and what others manage as it was before we wrote anything. */
function targetOf(want: SkillsWant, view: SkillsView): Map<number, number> {
  const target = new Map<number, number>();
  for (const [id, priority] of groupsOf(view.before.row)) if (!unwanted(id, want)) target.set(id, priority);
  for (const [id, priority] of want.skills) target.set(id, priority);
  return target;
}

function unwanted(id: number, want: SkillsWant): boolean {
  return !want.skills.has(id) && (want.exclusive || want.drop.has(id));
}

function strategy(view: SkillsView, size: number): "whole" | "again" | "part" | "anew" {
  const binds = view.tried.flatMap(({ step, round, refused }) =>
    step.call === "BindStaffSkillGroupList" && round < view.round ? [{ refused, size: step.groups.length }] : [],
  );
  const last = binds.at(-1);
  if (!last) return "whole";
  if (last.refused !== undefined) return "part";
  // Everything is unbound only after a partial bind was seen to work: a person must not lose what cannot be rebound.
  if (last.size < size) return "anew";
  return binds.length === 1 ? "again" : "part";
}

function bind(target: ReadonlyMap<number, number>, ids: readonly number[]): SkillsStep {
  return {
    call: "BindStaffSkillGroupList",
    groups: ids.map((id) => ({ SkillGroupId: id, Priority: target.get(id)! })),
  };
}

function unbind(groups: number[]): SkillsStep {
  return { call: "UnbindStaffSkillGroupList", groups };
}
