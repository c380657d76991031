import type { SkillGroupInfoItem } from "../../api";
import type { Field } from "../../core/fields";

/** SkillGroupType of CreateCCCSkillGroup (contract §3): there is no 2. */
export const typeIds: Readonly<Record<"phone" | "online" | "audio" | "video", number>> = {
  phone: 0,
  online: 1,
  audio: 3,
  video: 4,
};

const same = (a: unknown, b: unknown): boolean => a === b;

/** What can be changed on a group with UpdateCCCSkillGroup and read back from the list. */
export const skillGroupFields: readonly Field<SkillGroupInfoItem>[] = [
  {
    key: "name",
    member: "SkillGroupName",
    raw: (row) => row.SkillGroupName,
    read: (row) => row.SkillGroupName ?? "",
    same,
    encode: (value) => value,
    isFresh: () => false,
    created: true,
  },
  {
    key: "maxConcurrency",
    member: "MaxConcurrency",
    raw: (row) => row.MaxConcurrency ?? undefined,
    read: (row) => row.MaxConcurrency ?? 1,
    same,
    encode: (value) => value,
    isFresh: (value) => value === 1,
    created: true,
  },
  {
    key: "ringAll",
    member: "RingAll",
    raw: (row) => row.RingAll,
    read: (row) => row.RingAll ?? false,
    same,
    encode: (value) => value,
    isFresh: (value) => value === false,
    created: false,
    mayBeHidden: true,
  },
];
