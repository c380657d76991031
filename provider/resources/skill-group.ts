import { z } from "zod";
import type { SkillGroupInfoItem } from "../api";
import { UserError } from "../base/errors";
import { keeperOf } from "../core/claiming";
import type { Making } from "../core/creation";
import { type Address, define } from "../core/define";
import { existingDifferences, liveFields, unseenFields } from "../core/fields";
import { reconcile } from "../core/reconcile";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import { isUnknown } from "../core/unknown";
import { type Plain, shown } from "../core/values";
import { findOrGone } from "./presence";
import type { Context } from "./session";
import { calling, common, liveOf, type OnExisting, partial, takeOver } from "./shared";
import { dissolve } from "./skill-group/dissolving";
import { skillGroupFields as fields, typeIds } from "./skill-group/fields";
import { type GroupLive, goneGroup, groupByName, groupJob, groupMaking } from "./skill-group/job";
import { withdrawName } from "./skill-group/ring";

/** What a `SkillGroup` declares. A field left out is not managed, unless a default is given. */
export interface SkillGroupInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** Name, unique in the instance. */
  name: string;
  /** `phone`, `online` (chat), `audio` or `video`. A change replaces, and asks for a new name in the same step. */
  type: "phone" | "online" | "audio" | "video";
  /** How many people one agent of the group serves at once: 1 or more. Must be 1 unless the type is `online`. */
  maxConcurrency?: number;
  /** Ring all agents at once (a group of at most 2) instead of one after the other. Set by a second call. */
  ringAll?: boolean;
  /**
   * What to do with an object of this key that exists already: `identical` (default) takes it over if every readable
   * managed field is as declared, or as in a freshly created object; `adopt` takes it over and changes it; `fail` refuses.
   */
  onExisting?: OnExisting;
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  name: z.string().min(1),
  type: z.enum(["phone", "online", "audio", "video"]),
  maxConcurrency: z.int().min(1).optional(),
  ringAll: z.boolean().optional(),
  onExisting: common.onExisting,
});

/** The inputs as they are stored. */
export type SkillGroupChecked = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, SkillGroupInputs> = true;
void documented;

/** The arguments of `SkillGroup`. */
export interface SkillGroupArgs extends ArgsOf<SkillGroupInputs> {}

type Computed = {
  /** The service's id of the group; known in every preview of an update. */
  skillGroupId: number;
  /** Last modification, Unix seconds. */
  lastModified: number;
};

export const skillGroupDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "SkillGroup",
  inputs,
  computed: ["skillGroupId", "lastModified"],
  derived: { skillGroupId: (key) => Number(key) },
  replaceOn: ["type"],
  keyOf: (props) => (typeof props.name === "string" ? nameKey(props.name) : undefined),
  serviceId: true,
  rules: (news, olds) => [...concurrencyIssues(news), ...typeIssues(news, olds)],

  create: (ctx, wanted, address) =>
    ctx.locks.hold(nameKey(wanted.name), async () => {
      const doing = `creating SkillGroup "${wanted.name}"`;
      await calling(doing, () => waitForName(ctx, doing, wanted, address));
      const creation = groupMaking(wanted, (row) => mayTakeOver(ctx, wanted, row, address));
      return converge(ctx, doing, wanted, {}, address, { creation });
    }),

  async read(ctx, key, olds) {
    const row = await calling(`reading SkillGroup ${key}`, () =>
      findOrGone(ctx.instance.skillGroups, key, `skill group ${key}`),
    );
    if (!row) return undefined;
    const type = Object.entries(typeIds).find(([, id]) => id === row.SkillGroupType)?.[0];
    return {
      inputs: { ...olds, type: type ?? olds.type, ...liveFields(fields, olds, row) },
      computed: computedOf(row),
    };
  },

  update: (ctx, key, olds, wanted, address) =>
    ctx.locks.hold(`skill group/${key}`, async () => {
      const doing = `updating SkillGroup "${wanted.name}"`;
      const row = await calling(doing, () => findOrGone(ctx.instance.skillGroups, key, `skill group ${key}`));
      if (!row) throw goneGroup(ctx, doing, key);
      return (await converge(ctx, doing, wanted, olds, address, { key })).outs;
    }),

  delete: (ctx, key, olds) => ctx.locks.hold(`skill group/${key}`, () => dissolve(ctx, key, String(olds.name ?? key))),
});

/**
 * A skill group: what calls are routed to.
 *
 * ```ts
 * const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
 * ```
 *
 * A group with members is never deleted: a deletion waits for what this run takes out of it, then names who is left.
 */
export class SkillGroup extends resourceClass<SkillGroupArgs, PropsOf<SkillGroupInputs, Computed>>(
  skillGroupDefinition,
) {}

/** A group of this name, as `onExisting` decides. */
function mayTakeOver(ctx: Context, wanted: SkillGroupChecked, row: SkillGroupInfoItem, address: Address): void {
  const id = idOf(ctx, row);
  const what = `SkillGroup "${wanted.name}"`;
  const holder = keeperOf(skillGroupDefinition, ctx, id, wanted, address);
  if (holder !== undefined) throw notGivenUp(`creating ${what}`, holder, id);
  const differences = [...typeDifference(wanted, row), ...existingDifferences(fields, wanted, row)];
  const notice = takeOver(what, id, differences, wanted.onExisting);
  refuseType(wanted, row);
  ctx.log.notice(notice);
}

async function converge(
  ctx: Context,
  doing: string,
  wanted: SkillGroupChecked,
  olds: Plain,
  address: Address,
  given: { creation: Making<GroupLive> } | { key: string },
): Promise<{ key: string; outs: Plain }> {
  // The service gives the id at creation; from then on the group is ours, whether or not it is listed yet.
  const known: { key: string | undefined } = { key: "key" in given ? given.key : undefined };
  const creation = "creation" in given ? given.creation : undefined;
  try {
    const live = await reconcile(groupJob(ctx, doing, wanted, known, olds, address, creation), ctx.loop);
    const row = live.row!;
    const unseen = unseenFields(fields, wanted, olds, row, true);
    return { key: String(row.SkillGroupId), outs: { ...wanted, ...computedOf(row), ...unseen } };
  } catch (error) {
    const row = liveOf<GroupLive>(error)?.row;
    const key = known.key ?? row?.SkillGroupId;
    // One that must not be taken over is nobody's here, though it was found.
    const exists = key !== undefined && (creation ? creation.whose !== undefined : row !== undefined);
    throw partial(ctx, error, key ?? "", exists, () => ({
      ...wanted,
      skillGroupId: Number(key),
      ...(row ? { ...liveFields(fields, wanted, row), ...computedOf(row) } : {}),
      ...unseenFields(fields, wanted, olds, row, false),
    }));
  } finally {
    withdrawName(ctx, known);
  }
}

/** Time for the checks of the program's other resources to arrive: they tell who is about to give up the name. */
const SETTLE_MS = 500;
const LOOK_MS = 500;
const RENAME_MS = 30_000;

/**
 * A name that belongs to another resource of this program, which is being renamed, is waited for until it is free. Whose it
 * is else is asked by the creation itself.
 */
async function waitForName(ctx: Context, doing: string, wanted: SkillGroupChecked, address: Address): Promise<void> {
  let live = await groupByName(ctx, wanted, "shared");
  if (!live.row) return;
  await ctx.clock.sleep(SETTLE_MS);
  for (let waited = 0; live.row; waited += LOOK_MS) {
    const id = idOf(ctx, live.row);
    const holder = keeperOf(skillGroupDefinition, ctx, id, wanted, address);
    if (holder === undefined) return;
    if (waited >= RENAME_MS) throw notGivenUp(doing, holder, id);
    await ctx.clock.sleep(LOOK_MS);
    live = await groupByName(ctx, wanted, "later");
  }
}

function notGivenUp(doing: string, holder: string, id: string): UserError {
  return new UserError(
    `${doing}: the name belongs to ${holder} of this program (${id}), which has not given it up. Give this group another name, or let it depend on that one (dependsOn); if the name was given to it by hand, \`pulumi up --refresh\` puts that right`,
  );
}

function nameKey(name: string): string {
  return `skill group/${name}`;
}

function idOf(ctx: Context, row: SkillGroupInfoItem): string {
  return `${ctx.sdkAppId}/${row.SkillGroupId}`;
}

function computedOf(row: SkillGroupInfoItem): Plain {
  return { skillGroupId: Number(row.SkillGroupId), lastModified: row.LastModifyTimestamp ?? undefined };
}

function typeDifference(wanted: SkillGroupChecked, row: SkillGroupInfoItem): string[] {
  const live = row.SkillGroupType;
  if (typeof live !== "number" || live === typeIds[wanted.type]) return [];
  return [
    `type is ${shown(Object.entries(typeIds).find(([, id]) => id === live)?.[0] ?? live)}, declared ${shown(wanted.type)}`,
  ];
}

/** No call changes a type, so not even `adopt` can. */
function refuseType(wanted: SkillGroupChecked, row: SkillGroupInfoItem): void {
  const [difference] = typeDifference(wanted, row);
  if (!difference) return;
  throw new UserError(
    `SkillGroup "${wanted.name}" exists already and its ${difference}; a type cannot be changed. Declare another name, or delete the group in the console`,
  );
}

function concurrencyIssues(news: Plain): { path: PropertyKey[]; message: string }[] {
  const many = typeof news.maxConcurrency === "number" && news.maxConcurrency > 1;
  if (!many || isUnknown(news.type) || news.type === "online") return [];
  return [
    {
      path: ["maxConcurrency"],
      message: `expected 1, since only a group of type "online" may have more, got ${shown(news.maxConcurrency)}`,
    },
  ];
}

function typeIssues(news: Plain, olds: Plain | undefined): { path: PropertyKey[]; message: string }[] {
  if (!olds || isUnknown(news.type) || news.type === olds.type || news.name !== olds.name) return [];
  return [
    {
      path: ["name"],
      message: `expected a new name, since a change of type (${shown(olds.type)} to ${shown(news.type)}) makes a new group before the old one goes, and names are unique; got ${shown(news.name)}`,
    },
  ];
}
