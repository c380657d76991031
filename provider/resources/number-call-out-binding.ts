import { z } from "zod";
import { samePhone } from "../api";
import { type Address, addressText, define } from "../core/define";
import { reconcile } from "../core/reconcile";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import { hasUnknown } from "../core/unknown";
import { sameItems } from "../core/values";
import type { SkillsWant } from "../roster/skills";
import { bindNumber, groupsOfNumber, type NumberLive, numberJob } from "./number/binding-life";
import { line, numberKey } from "./number/shared";
import { findOrGone } from "./presence";
import type { Context } from "./session";
import { calling, common, groupId, liveOf, partial } from "./shared";

/** What a `NumberCallOutBinding` declares. A field left out is not managed, unless a default is given. */
export interface NumberCallOutBindingInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** A phone number that the instance has, in any spelling. A change replaces. */
  number: string;
  /** Skill groups whose agents call out with this number; `[]`: none. */
  skillGroupIds: number[];
  /** `true`: the number is bound to no other group. Default false: groups that are not listed are left alone. */
  exclusive?: boolean;
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  number: line,
  skillGroupIds: z.array(groupId),
  exclusive: z.boolean().optional(),
});

type Inputs = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, NumberCallOutBindingInputs> = true;
void documented;

/** The arguments of a `NumberCallOutBinding`. */
export interface NumberCallOutBindingArgs extends ArgsOf<NumberCallOutBindingInputs> {}

export const numberCallOutDefinition = define<typeof inputs.shape, Record<never, never>, Context>({
  type: "NumberCallOutBinding",
  inputs,
  computed: [],
  same: {
    number: (a, b) => (typeof a === "string" && typeof b === "string" ? samePhone(a, b) : a === b),
    skillGroupIds: sameIds,
  },
  replaceOn: ["number"],
  partsOf: ({ number, skillGroupIds }) =>
    typeof number === "string" && !hasUnknown(number) && Array.isArray(skillGroupIds) && !hasUnknown(skillGroupIds)
      ? skillGroupIds.map((id) => partKey(number, Number(id)))
      : [],
  rules: (news) => duplicates(news.skillGroupIds),

  create: (ctx, wanted) =>
    ctx.locks.hold(numberKey(wanted.number), async () => {
      await converge(ctx, wanted.number, wanted, wantOf(wanted, []));
      return { key: wanted.number, outs: { ...wanted } };
    }),

  async read(ctx, key, olds) {
    const row = await calling(`reading number ${key}`, () => findOrGone(ctx.instance.numbers, key, `number ${key}`));
    if (!row) return undefined;
    const live = [...groupsOfNumber(row).keys()];
    const declared = idsOf(olds.skillGroupIds);
    const known = declared.filter((id) => live.includes(id));
    const others = olds.exclusive ? live.filter((id) => !declared.includes(id)).sort((a, b) => a - b) : [];
    return { inputs: { ...olds, skillGroupIds: [...known, ...others] }, computed: {} };
  },

  update: (ctx, key, olds, wanted, address) =>
    ctx.locks.hold(numberKey(key), async () => {
      const gone = idsOf(olds.skillGroupIds).filter((id) => !wanted.skillGroupIds.includes(id));
      await converge(ctx, key, wanted, wantOf(wanted, unclaimed(ctx, key, gone, address)));
      return { ...wanted };
    }),

  delete: (ctx, key, olds, address) =>
    ctx.locks.hold(numberKey(key), async () => {
      const doing = `unbinding number ${key} from its skill groups`;
      if (!(await calling(doing, () => findOrGone(ctx.instance.numbers, key, `number ${key}`)))) return;
      const drop = new Set(unclaimed(ctx, key, idsOf(olds.skillGroupIds), address));
      await reconcile(numberJob(ctx, doing, key, { skills: new Map(), drop, exclusive: false }), ctx.loop);
      // A skill group that is deleted in the same run waits for this.
      ctx.memory.lastRelease = ctx.clock.now();
    }),
});

/**
 * The skill groups whose agents call out with a number.
 *
 * ```ts
 * new tccc.NumberCallOutBinding("hotline", { number: "0755 1234 5678", skillGroupIds: [sales.skillGroupId] });
 * ```
 *
 * Several bindings may name one number, each with its own groups, as long as none is `exclusive`. Numbers are bought
 * and given back outside this API.
 */
export class NumberCallOutBinding extends resourceClass<NumberCallOutBindingArgs, PropsOf<NumberCallOutBindingInputs>>(
  numberCallOutDefinition,
) {}

async function converge(ctx: Context, key: string, wanted: Inputs, want: SkillsWant): Promise<void> {
  try {
    await bindNumber(ctx, `binding number ${key} to its skill groups`, key, want);
  } catch (error) {
    const seen = liveOf<NumberLive>(error);
    // Nothing was sent: the state stays as it is, and knows on of the groups that were to go.
    if (!seen) throw error;
    const live = groupsOfNumber(seen.row);
    // Every group that may be bound on our account, so that the next run cleans it up if the program was put back.
    const kept = [...want.drop].filter((id) => live.has(id));
    throw partial(ctx, error, key, true, () => ({
      ...wanted,
      skillGroupIds: [...wanted.skillGroupIds, ...kept],
    }));
  }
}

function wantOf(wanted: Inputs, drop: readonly number[]): SkillsWant {
  // A number knows no priorities: all of its groups have the same.
  const skills = new Map(wanted.skillGroupIds.map((id) => [id, 0]));
  return { skills, drop: new Set(drop), exclusive: wanted.exclusive ?? false };
}

/** Each group of a number is claimed on its own: what another resource of this program holds is left to it. */
function unclaimed(ctx: Context, number: string, ids: readonly number[], address: Address): number[] {
  const asker = addressText(address);
  return ids.filter((id) => {
    const keeper = ctx.claims.keeper(`${ctx.sdkAppId}/${partKey(number, id)}`, address);
    if (keeper !== undefined) {
      ctx.log.notice(
        `${asker} released skill group ${id} of number ${number}: ${keeper} holds it now, so it was not unbound`,
      );
    }
    return keeper === undefined;
  });
}

function partKey(number: string, skillGroupId: number): string {
  return `${numberKey(number)}/skill group/${skillGroupId}`;
}

function idsOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === "number") : [];
}

/** Order means nothing. */
function sameIds(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || hasUnknown(b)) return false;
  return sameItems(a, b);
}

function duplicates(value: unknown): { path: PropertyKey[]; message: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((id, index) => {
    const first = value.indexOf(id);
    if (first === index || hasUnknown(id)) return [];
    return [
      {
        path: ["skillGroupIds", index],
        message: `skill group ${String(id)} is listed twice, first at skillGroupIds[${first}]; name it once`,
      },
    ];
  });
}
