import { ServiceError, type SkillGroupInfoItem } from "../../api";
import { UserError } from "../../base/errors";
import { Making } from "../../core/creation";
import type { Address } from "../../core/define";
import { existingDifferences, fieldDifferences, fieldView, members } from "../../core/fields";
import type { Job } from "../../core/job";
import type { Plain } from "../../core/values";
import type { Context } from "../session";
import type { SkillGroupChecked } from "../skill-group";
import { skillGroupFields as fields, typeIds } from "./fields";
import { nameRing } from "./ring";

/** What is live of a group. */
export interface GroupLive {
  row: SkillGroupInfoItem | undefined;
}

type Step =
  | {
      call: "CreateCCCSkillGroup";
      request: { SkillGroupName: string; SkillGroupType: number; MaxConcurrency?: number };
    }
  | { call: "UpdateCCCSkillGroup"; members: Plain };

/**
 * Brings a group to what is wanted. `known.key` is its id once it has one: it is then ours, whether or not it is listed
 * yet, and one that was there before and is gone is not made anew.
 */
export function groupJob(
  ctx: Context,
  doing: string,
  wanted: SkillGroupChecked,
  known: { key: string | undefined },
  olds: Plain,
  address: Address,
  creation?: Making<GroupLive>,
): Job<GroupLive, Step> {
  const given = known.key;
  const groups = ctx.instance.skillGroups;
  const ring = nameRing(ctx, wanted.name, known, address);
  let live: GroupLive = { row: undefined };
  return {
    doing,
    async observe(look) {
      const { key } = known;
      live = key === undefined ? await groupByName(ctx, wanted, look) : await byKey(ctx, key, look);
      if (!live.row && given !== undefined && (await groups.isGone(given))) throw goneGroup(ctx, doing, given);
      if (live.row) known.key = String(live.row.SkillGroupId);
      return live;
    },
    ...(creation ? { creation } : {}),
    plan(view) {
      if (!view.live.row) return [{ call: "CreateCCCSkillGroup", request: createRequest(wanted) }];
      const changes = members(fields, wanted, seen(view, olds));
      return changes ? [{ call: "UpdateCCCSkillGroup", members: changes }] : [];
    },
    differences: (view) =>
      view.live.row
        ? fieldDifferences(fields, wanted, seen(view, olds))
        : [`wanted a group "${wanted.name}", found none`],
    async mayPass(step, refusal) {
      return isNameTaken(refusal) && ring.mayPass(step.call === "UpdateCCCSkillGroup" ? live.row : undefined);
    },
    async aside() {
      const way = await ring.aside(live.row);
      const rename = (name: string): Step => ({ call: "UpdateCCCSkillGroup", members: { SkillGroupName: name } });
      return way && { steps: way.steps.map(rename), back: (now) => way.back(now.row).map(rename) };
    },
    obstacle: () => ring.obstacle(),
    async apply(step) {
      try {
        if (step.call === "CreateCCCSkillGroup") {
          const made = await ctx.instance.call("CreateCCCSkillGroup", step.request);
          if (made.SkillGroupId) known.key = String(made.SkillGroupId);
        } else {
          // The id's member is spelled SkillGroupID in this action only (contract §11, trap 1).
          await ctx.instance.call("UpdateCCCSkillGroup", { ...step.members, SkillGroupID: Number(known.key) });
        }
      } finally {
        groups.wrote(known.key ?? wanted.name);
      }
    },
  };
}

/**
 * How a group is made. A create in doubt is never sent again: the service chooses the id, and where names are unique is not
 * documented, so that a second one might make a second group.
 */
export function groupMaking(
  wanted: SkillGroupChecked,
  found: (row: SkillGroupInfoItem) => Promise<void> | void,
): Making<GroupLive> {
  return new Making({
    call: "CreateCCCSkillGroup",
    exists: ({ row }) => row !== undefined,
    found: ({ row }) => found(row!),
    isAsSent: ({ row }) =>
      row !== undefined &&
      (row.SkillGroupType ?? typeIds[wanted.type]) === typeIds[wanted.type] &&
      existingDifferences(fields, wanted, row).length === 0,
    saysTaken: isNameTaken,
  });
}

const isNameTaken = (error: unknown): boolean => error instanceof ServiceError && /Duplicat|Exist/.test(error.code);

function seen(
  view: Parameters<Job<GroupLive, Step>["plan"]>[0],
  olds: Plain,
): ReturnType<typeof fieldView<SkillGroupInfoItem, GroupLive, Step>> {
  return fieldView<SkillGroupInfoItem, GroupLive, Step>(
    view,
    (step) => (step.call === "CreateCCCSkillGroup" ? "create" : step.members),
    olds,
  );
}

function createRequest(wanted: SkillGroupChecked): Extract<Step, { call: "CreateCCCSkillGroup" }>["request"] {
  return {
    SkillGroupName: wanted.name,
    SkillGroupType: typeIds[wanted.type],
    ...(wanted.maxConcurrency === undefined ? {} : { MaxConcurrency: wanted.maxConcurrency }),
  };
}

/** The group of this name; where names are unique in one type only, that of the type. */
export async function groupByName(
  ctx: Context,
  wanted: SkillGroupChecked,
  look: "shared" | "later",
): Promise<GroupLive> {
  const all = await ctx.instance.skillGroups.all({ fresh: look === "later" });
  const named = all.filter((row) => row.SkillGroupName === wanted.name);
  return { row: named.find((row) => row.SkillGroupType === typeIds[wanted.type]) ?? named[0] };
}

export function goneGroup(ctx: Context, doing: string, key: string): UserError {
  return new UserError(
    `${doing}: the group ${key} is not in instance ${ctx.sdkAppId} any more; run \`pulumi refresh\`, and the next \`pulumi up\` makes it anew`,
  );
}

async function byKey(ctx: Context, key: string, look: "shared" | "later"): Promise<GroupLive> {
  const groups = ctx.instance.skillGroups;
  return { row: look === "shared" ? await groups.find(key) : await groups.refind(key) };
}
