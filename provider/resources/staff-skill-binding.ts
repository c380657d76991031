import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { StaffInfo } from "../api";
import { UserError } from "../base/errors";
import { type Address, addressText, define } from "../core/define";
import type { Job } from "../core/job";
import { reconcile } from "../core/reconcile";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import { hasUnknown } from "../core/unknown";
import { canonical, type Plain } from "../core/values";
import { groupsOf } from "../roster/person";
import {
  planSkills,
  type SkillsLive,
  type SkillsStep,
  type SkillsWant,
  showsBind,
  skillsDifferences,
} from "../roster/skills";
import { findOrGone } from "./presence";
import type { Context } from "./session";
import { calling, common, groupId, liveOf, mail, partial, partKey, priority, sameMailInput, staffKey } from "./shared";
import { Staff } from "./staff";
import { pinAccount, shownAsOf } from "./staff/live";
import { applySkills, ofSeveralGroups } from "./staff/skills-apply";

/** What a `StaffSkillBinding` declares. A field left out is not managed, unless a default is given. */
export interface StaffSkillBindingInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** The account: its mail, or the `Staff` resource. A change replaces. */
  staff: string;
  /** Groups with priorities, 1 (highest) to 5; default 3. */
  skillGroups: SkillGroupPriority[];
  /** `true`: she is in no other group. Default false: groups that are not listed are left alone. */
  exclusive?: boolean;
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  staff: mail,
  skillGroups: z.array(
    z.strictObject({
      skillGroupId: groupId,
      priority: priority.default(3),
    }),
  ),
  exclusive: z.boolean().optional(),
});

/** One group, and how urgently she is asked in it. */
export interface SkillGroupPriority {
  skillGroupId: number;
  /** 1 (highest) to 5; default 3. */
  priority?: 1 | 2 | 3 | 4 | 5;
}

type Inputs = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, StaffSkillBindingInputs> = true;
void documented;
type Item = Inputs["skillGroups"][number];

export const bindingDefinition = define<typeof inputs.shape, Record<never, never>, Context>({
  type: "StaffSkillBinding",
  inputs,
  computed: [],
  same: { staff: sameMailInput, skillGroups: sameGroups },
  replaceOn: ["staff"],
  partsOf: ({ staff, skillGroups }) =>
    typeof staff === "string" && !hasUnknown(staff) && Array.isArray(skillGroups) && !hasUnknown(skillGroups)
      ? [...idsOf(skillGroups)].map((id) => partKey(staff, id))
      : [],
  // The groups of the old person and of the new one are not each other's; the old ones are released afterwards.
  rules: (news) => duplicates(news.skillGroups),

  create: (ctx, wanted) =>
    ctx.locks.hold(staffKey(wanted.staff), async () => {
      const doing = `binding ${wanted.staff} to her skill groups`;
      const row = await converge(ctx, doing, wanted.staff, wanted, wantOf(wanted, []), undefined);
      return { key: wanted.staff, outs: { ...wanted, ...shownAsOf(wanted.staff, row, undefined) } };
    }),

  async read(ctx, key, olds) {
    pinAccount(ctx, key, "staff" in olds ? olds : {});
    const row = await calling(`reading the skill groups of ${key}`, () =>
      findOrGone(ctx.instance.staff, key, `Staff ${key}`),
    );
    if (!row) return undefined;
    const inputs = { ...olds, skillGroups: liveItems(olds as Inputs, groupsOf(row)) };
    return { inputs, computed: shownAsOf(key, row, olds) };
  },

  update: (ctx, key, olds, wanted, address) =>
    ctx.locks.hold(staffKey(key), async () => {
      pinAccount(ctx, key, olds);
      const declared = idsOf(wanted.skillGroups);
      const gone = ((olds.skillGroups ?? []) as Item[]).filter((item) => !declared.has(item.skillGroupId));
      const want = wantOf(wanted, unclaimed(ctx, key, gone, address));
      const row = await converge(ctx, `binding ${key} to her skill groups`, key, wanted, want, olds);
      return { ...wanted, ...shownAsOf(key, row, olds) };
    }),

  delete: (ctx, key, olds, address) =>
    ctx.locks.hold(staffKey(key), async () => {
      pinAccount(ctx, key, olds);
      const doing = `unbinding ${key} from her skill groups`;
      if (!(await calling(doing, () => findOrGone(ctx.instance.staff, key, `Staff ${key}`)))) return;
      const own = unclaimed(ctx, key, (olds.skillGroups ?? []) as Item[], address);
      const want: SkillsWant = { skills: new Map(), drop: idsOf(own), exclusive: false };
      await reconcile(job(ctx, doing, key, want), ctx.loop);
      ctx.memory.lastRelease = ctx.clock.now();
    }),
});

/** The arguments of a `StaffSkillBinding`. */
export interface StaffSkillBindingArgs extends Omit<ArgsOf<StaffSkillBindingInputs>, "staff"> {
  /** The account: its mail, or the `Staff` resource (then her deletion needs no unbinding). A change replaces. */
  staff: pulumi.Input<string> | Staff;
}

const Base = resourceClass<ArgsOf<StaffSkillBindingInputs>, PropsOf<StaffSkillBindingInputs>>(bindingDefinition);

/**
 * The skill groups of one person.
 *
 * ```ts
 * new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] });
 * ```
 *
 * Given the `Staff` resource, her deletion takes the bindings with it. Several bindings may name one person, each with
 * its own groups, as long as none is `exclusive`.
 */
export class StaffSkillBinding extends Base {
  constructor(name: string, args: StaffSkillBindingArgs, opts?: pulumi.CustomResourceOptions) {
    const { staff } = args;
    if (staff instanceof Staff) super(name, { ...args, staff: staff.mail }, { deletedWith: staff, ...opts });
    else super(name, { ...args, staff }, opts);
  }
}

async function converge(
  ctx: Context,
  doing: string,
  key: string,
  wanted: Inputs,
  want: SkillsWant,
  olds: Plain | undefined,
): Promise<StaffInfo> {
  const row = await calling(doing, () => ctx.instance.staff.find(key));
  if (!row) {
    throw new UserError(
      `${doing}: there is no account ${key} in instance ${ctx.sdkAppId}; declare it as a Staff and pass that resource as \`staff\`, so that it is made first`,
    );
  }
  try {
    return (await reconcile(job(ctx, doing, key, want), ctx.loop)).row ?? row;
  } catch (error) {
    const live = liveOf<SkillsLive>(error);
    // Nothing was sent: the state stays as it is, and knows on of the groups that were to go.
    if (!live) throw error;
    throw partial(ctx, error, key, true, () => ({
      ...wanted,
      skillGroups: owned(want, wanted, groupsOf(live.row)),
      ...shownAsOf(key, live.row ?? row, olds),
    }));
  }
}

/**
 * What a failed write leaves in the state: every group that is or may be bound on our account, so that the next run
 * still knows it as its own and cleans it up if the program was put back.
 */
function owned(want: SkillsWant, wanted: Inputs, live: ReadonlyMap<number, number>): Item[] {
  const kept = [...want.drop].filter((id) => live.has(id) && !want.skills.has(id));
  return [
    ...wanted.skillGroups,
    ...kept.map((id) => ({ skillGroupId: id, priority: live.get(id)! as Item["priority"] })),
  ];
}

function job(ctx: Context, doing: string, key: string, want: SkillsWant): Job<SkillsLive, SkillsStep> {
  const staff = ctx.instance.staff;
  let email = key;
  return {
    doing,
    async observe(look) {
      const row = look === "shared" ? await staff.find(key) : await staff.refind(key);
      email = row?.Mail ?? email;
      return { row };
    },
    plan: (view) => planSkills(want, view),
    mayBePartial: ofSeveralGroups,
    shows: (step, { row }) => showsBind(step, row),
    differences: (view) => skillsDifferences(want, view),
    apply: (step) => applySkills(ctx, doing, { email, mail: key }, step),
  };
}

function wantOf(wanted: Inputs, before: readonly Item[]): SkillsWant {
  const skills = new Map(wanted.skillGroups.map((item) => [item.skillGroupId, item.priority]));
  const drop = new Set([...idsOf(before)].filter((id) => !skills.has(id)));
  return { skills, drop, exclusive: wanted.exclusive ?? false };
}

/** Each group of a person is claimed on its own: what another resource of this program holds is left to it. */
function unclaimed(ctx: Context, mailOf: string, items: readonly Item[], address: Address): Item[] {
  const asker = addressText(address);
  return items.filter(({ skillGroupId }) => {
    const keeper = ctx.claims.keeper(`${ctx.sdkAppId}/${partKey(mailOf, skillGroupId)}`, address);
    if (keeper !== undefined) {
      ctx.log.notice(
        `${asker} released skill group ${skillGroupId} of ${mailOf}: ${keeper} holds it now, so it was not unbound`,
      );
    }
    return keeper === undefined;
  });
}

function idsOf(items: readonly Item[]): Set<number> {
  return new Set(items.map((item) => item.skillGroupId));
}

/** The declared groups in their order, as far as they are bound; where the list is exact, also what else is bound. */
function liveItems(olds: Inputs, live: ReadonlyMap<number, number>): Item[] {
  const declared = olds.skillGroups ?? [];
  const items = declared
    .filter((item) => live.has(item.skillGroupId))
    .map((item) => ({ ...item, priority: live.get(item.skillGroupId)! as Item["priority"] }));
  if (!olds.exclusive) return items;
  const known = idsOf(declared);
  const others = [...live].filter(([id]) => !known.has(id)).sort(([a], [b]) => a - b);
  return [...items, ...others.map(([skillGroupId, value]) => ({ skillGroupId, priority: value as Item["priority"] }))];
}

/** Order means nothing. */
function sameGroups(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || hasUnknown(b)) return false;
  return canonical(byId(a)) === canonical(byId(b));
}

function byId(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.skillGroupId - b.skillGroupId);
}

function duplicates(value: unknown): { path: PropertyKey[]; message: string }[] {
  if (!Array.isArray(value)) return [];
  const seen = new Map<unknown, number>();
  return value.flatMap((item: Plain | undefined, index) => {
    const id = item?.skillGroupId;
    if (id === undefined || hasUnknown(id)) return [];
    const first = seen.get(id);
    if (first !== undefined) {
      return [
        {
          path: ["skillGroups", index],
          message: `skill group ${String(id)} is listed twice, first at skillGroups[${first}]; name it once`,
        },
      ];
    }
    seen.set(id, index);
    return [];
  });
}
