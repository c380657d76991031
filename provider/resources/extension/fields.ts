import { type ExtensionInfo, sameMail } from "../../api";
import type { Field } from "../../core/fields";
import { canonical } from "../../core/values";

/** What can be changed on a SIP phone with ModifyExtension and read back from the list. */
export const extensionFields: readonly Field<ExtensionInfo>[] = [
  {
    key: "name",
    member: "ExtensionName",
    raw: (row) => row.ExtensionName,
    read: (row) => row.ExtensionName ?? "",
    same: (a, b) => a === b,
    encode: (value) => value,
    isFresh: () => false,
    created: true,
  },
  {
    key: "skillGroupIds",
    member: "SkillGroupIds",
    raw: (row) => row.SkillGroupId,
    read: (row) => groupIds(row.SkillGroupId),
    same: (a, b) => canonical(sorted(a)) === canonical(sorted(b)),
    encode: (value) => value,
    isFresh: (value) => sorted(value).length === 0,
    created: true,
  },
  {
    key: "staff",
    member: "Relation",
    raw: (row) => row.Relation,
    read: (row) => row.Relation ?? "",
    same: (a, b) => a === b || (a !== "" && b !== "" && sameMail(String(a), String(b))),
    encode: (value) => value,
    isFresh: (value) => (value ?? "") === "",
    created: true,
  },
];

/** `ExtensionInfo.SkillGroupId` is a text that holds a list: "1000,1001" (contract §11, trap 2). */
export function groupIds(text: unknown): number[] {
  const parts = String(text ?? "").match(/\d+/g) ?? [];
  return parts.map(Number).filter((id) => id > 0);
}

function sorted(value: unknown): number[] {
  return Array.isArray(value) ? [...value].map(Number).sort((a, b) => a - b) : [];
}
