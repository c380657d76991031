import type { SkillGroupInfoItem } from "../api";
import { UserError } from "../base/errors";
import { bool, type Coded, coded, count, type Instants, instant, num, text } from "./decode";
import { NotFound, plain, rowOf, type Scoped } from "./lookup";

export type SkillGroupKind = "phone" | "online" | "audio" | "video";

const kinds: Readonly<Record<number, SkillGroupKind>> = { 0: "phone", 1: "online", 3: "audio", 4: "video" };

/** A skill group, as the service lists it (SkillGroupInfoItem). `type` is the word for SkillGroupType. */
export interface SkillGroupInfo extends Coded<"type", SkillGroupKind>, Instants<"lastModified"> {
  skillGroupId: number;
  name: string;
  /** How sessions are given to agents, in the service's words, such as `fifo`. */
  routePolicy: string;
  /** Whether a caller goes first to the agent who served her last. */
  usingLastSeat?: boolean;
  maxConcurrency?: number;
  /** The internal line number of the group. */
  alias: string;
  /** Whether the phones of all agents ring at once. */
  ringAll?: boolean;
  /** `IM`, `TEL` or `ALL`: deprecated by the service, and in its own example at odds with `type`. */
  legacyType: string;
}

export type GetSkillGroupArgs = Scoped & (SkillGroupByName | SkillGroupById);

interface SkillGroupByName {
  /** Exact name of the group; either this or `skillGroupId`. */
  name: string;
  /** Not beside `name`. */
  skillGroupId?: never;
}

interface SkillGroupById {
  /** Id of the group; either this or `name`. */
  skillGroupId: number;
  /** Not beside `skillGroupId`. */
  name?: never;
}

export interface ListSkillGroupsArgs extends Scoped {
  /** Only those whose name contains this text, in any case. */
  name?: string;
}

/** One skill group by its exact name or its id. Throws {@link NotFound}. */
export const getSkillGroup = plain<GetSkillGroupArgs, SkillGroupInfo>(
  "reading a skill group",
  async (scope, { name, skillGroupId }) => {
    const { instance } = scope;
    if ((name === undefined) === (skillGroupId === undefined)) {
      throw new UserError("expected either name or skillGroupId");
    }
    if (skillGroupId !== undefined) {
      if (!Number.isSafeInteger(skillGroupId)) {
        throw new UserError(`skillGroupId: expected the id of a group such as 501, got ${skillGroupId}`);
      }
      const key = String(skillGroupId);
      return skillGroupInfo(await rowOf(instance.skillGroups, key, `Skill group ${key}`, scope));
    }
    const called = async (fresh: boolean) =>
      (await instance.skillGroups.all({ fresh })).filter((row) => row.SkillGroupName === name);
    const known = await called(false);
    const named = known.length > 0 ? known : await called(true);
    if (named.length > 1) {
      const ids = named.map((row) => row.SkillGroupId).join(", ");
      throw new UserError(`more than one is named ${JSON.stringify(name)}: ${ids}; ask by skillGroupId`);
    }
    if (!named[0]) throw new NotFound(`Skill group ${JSON.stringify(name)}`, instance.sdkAppId);
    return skillGroupInfo(named[0]);
  },
);

/** All skill groups of the instance. */
export const listSkillGroups = plain<ListSkillGroupsArgs, SkillGroupInfo[]>(
  "listing skill groups",
  async ({ instance }, { name = "" }) => {
    const groups = (await instance.skillGroups.all()).map(skillGroupInfo);
    return groups.filter((group) => group.name.toLowerCase().includes(name.toLowerCase()));
  },
);

function skillGroupInfo(row: SkillGroupInfoItem): SkillGroupInfo {
  return {
    skillGroupId: count(row.SkillGroupId),
    name: text(row.SkillGroupName),
    ...coded("type", kinds, row.SkillGroupType),
    routePolicy: text(row.RoutePolicy),
    usingLastSeat: bool(row.UsingLastSeat),
    maxConcurrency: num(row.MaxConcurrency),
    alias: text(row.Alias),
    ringAll: bool(row.RingAll),
    legacyType: text(row.Type),
    ...instant("lastModified", row.LastModifyTimestamp),
  };
}
