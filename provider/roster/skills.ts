import type { StaffInfo } from "../api";
import type { View } from "../core/job";
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

/** Something that is bound to skill groups, and what was tried on it. Where there are no priorities, all are the same. */
export interface BindingView {
  live: Skills;
  /** As it was before the first write. */
  before: Skills;
  /** The binds of earlier rounds, in order: how many groups each named, and whether it was refused. */
  binds: readonly { size: number; refused: boolean }[];
}

export type BindingStep = { bind: Skills } | { unbind: number[] };

/**
 * The plan for the skill groups of a person or a number. Nothing says whether a bind adds or replaces, and whether binding a
 * bound group changes its priority (contract §12). So:
 *
 * - first the whole list is bound, what others manage included as it is: right whether it adds or replaces;
 * - where that left a priority as it was, the differing groups are unbound and the whole list is bound again;
 * - where that was refused, the differing groups are unbound and only they are bound;
 * - where that in turn took others away, all are unbound and bound together.
 */
export function planBinding(want: SkillsWant, view: BindingView): BindingStep[] {
  const { live } = view;
  const target = targetOf(want, view.before);
  const all = [...target.keys()];
  const wrong = [...target].filter(([id, priority]) => live.get(id) !== priority).map(([id]) => id);
  const extra = [...live.keys()].filter((id) => unwanted(id, want));
  if (wrong.length === 0) return unbind(extra);
  const bound = wrong.filter((id) => live.has(id));
  const way = strategy(view.binds, target.size);
  switch (way) {
    case "whole":
      return [bind(target, all), ...unbind(extra)];
    case "part":
    case "again":
      return [...unbind([...bound, ...extra]), bind(target, way === "part" ? wrong : all)];
    case "anew":
      return [...unbind([...live.keys()]), bind(target, all)];
  }
}

/** The plan for the skill groups of one person. */
export function planSkills(want: SkillsWant, view: SkillsView): SkillsStep[] {
  const binds = view.tried.flatMap(({ step, round, refused }) =>
    step.call === "BindStaffSkillGroupList" && round < view.round
      ? [{ size: step.groups.length, refused: refused !== undefined }]
      : [],
  );
  const plan = planBinding(want, { live: groupsOf(view.live.row), before: groupsOf(view.before.row), binds });
  return plan.map((step) =>
    "unbind" in step
      ? { call: "UnbindStaffSkillGroupList", groups: step.unbind }
      : {
          call: "BindStaffSkillGroupList",
          groups: [...step.bind].map(([SkillGroupId, Priority]) => ({ SkillGroupId, Priority })),
        },
  );
}

/** Whether every group that a call binds is bound with its priority. */
export function showsBind(step: SkillsStep, row: StaffInfo | undefined): boolean {
  if (step.call !== "BindStaffSkillGroupList") return true;
  const live = groupsOf(row);
  return step.groups.every(({ SkillGroupId, Priority }) => live.get(SkillGroupId) === Priority);
}

export function skillsDifferences(want: SkillsWant, view: SkillsView): string[] {
  const live = groupsOf(view.live.row);
  const found: string[] = [];
  for (const [id, priority] of targetOf(want, groupsOf(view.before.row))) {
    const is = live.get(id);
    if (is !== priority) {
      found.push(
        `skill group ${id}: wanted priority ${priority}, found ${is === undefined ? "no binding" : `priority ${is}`}`,
      );
    }
  }
  return [...found, ...extraDifferences(want, live)];
}

/** What is bound and shall not be, in words. */
export function extraDifferences(want: SkillsWant, live: Skills): string[] {
  return [...live.keys()]
    .filter((id) => unwanted(id, want))
    .map((id) => `skill group ${id}: wanted no binding, found one`);
}

/** What shall be bound in the end: the declared groups, and what others manage as it was before we wrote anything. */
export function targetOf(want: SkillsWant, before: Skills): Map<number, number> {
  const target = new Map<number, number>();
  for (const [id, priority] of before) if (!unwanted(id, want)) target.set(id, priority);
  for (const [id, priority] of want.skills) target.set(id, priority);
  return target;
}

function unwanted(id: number, want: SkillsWant): boolean {
  return !want.skills.has(id) && (want.exclusive || want.drop.has(id));
}

function strategy(binds: BindingView["binds"], size: number): "whole" | "again" | "part" | "anew" {
  const last = binds.at(-1);
  if (!last) return "whole";
  if (last.refused) return "part";
  // Everything is unbound only after a partial bind was seen to work: a person must not lose what cannot be rebound.
  if (last.size < size) return "anew";
  return binds.length === 1 ? "again" : "part";
}

function bind(target: Skills, ids: readonly number[]): BindingStep {
  return { bind: new Map(ids.map((id) => [id, target.get(id)!])) };
}

function unbind(groups: number[]): BindingStep[] {
  return groups.length > 0 ? [{ unbind: groups }] : [];
}
