import { measureAnswers, olderThan } from "./answers";
import type { Found, Measured } from "./found";
import {
  actionNames,
  added,
  isDeprecated,
  isOwn,
  type Member,
  membersOf,
  rowType,
  specification,
  typeNames,
} from "./page";
import { measureRefusals } from "./refusals";
import { measureRequests } from "./requests";

/** A field with all the places where a user reaches it. */
export interface Field {
  /** Such as `StaffInfo.Name`. */
  field: string;
  name: string;
  type: string;
  /** Not on the page, but in the vendor's typings. */
  isNew: boolean;
  isDeprecated: boolean;
  /** Read only where this one is missing. */
  newer?: string;
  found: Found[];
  /** Why nobody can reach it. */
  leftOut?: string;
}

export interface CoveredType {
  name: string;
  actions: string[];
  fields: Field[];
}

export interface CoveredAction {
  name: string;
  types: string[];
  lookups: string[];
  resources: string[];
  /** Members of its request, all of them and those that were sent. */
  members: string[];
  sent: string[];
  /** What it tells outside of the types. */
  tells: Field[];
}

export interface Coverage {
  types: CoveredType[];
  actions: CoveredAction[];
}

/** Fields of today's types that nothing exposes, with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  "StaffInfo.RoleIdList":
    "hidden by the service, whose typings give one number where its text speaks of a list; `roles` has `RoleList`, or `RoleId` where that is missing",
};

/** Fields that an action takes and no declaration sends, with the reason. They are read elsewhere. */
export const readOnly: Readonly<Record<string, string>> = {
  "SeatUserInfo.UserId": "CreateStaff names no effect of it; an account is known by its mail",
  "SeatUserInfo.SkillGroupNameList":
    "CreateStaff names no effect of it; `StaffSkillBinding` gives groups, with priorities",
};

/** Members of requests that nothing sends, with the reason. */
export const neverSent: Readonly<Record<string, string>> = {
  "BindStaffSkillGroupList.SkillGroupList": "deprecated; `StaffSkillGroupList` has priorities too",
  "DescribePredictiveDialingCampaigns.CampaignId":
    "in China only; DescribePredictiveDialingCampaign tells of one campaign everywhere",
  "DescribeSkillGroupInfoList.ModifiedTime": "the list is short, and read whole",
  "DescribeSkillGroupInfoList.SkillGroupName": "`listSkillGroups` compares names itself, in any case",
  "DescribeTelCdr.InstanceId": "deprecated; `SdkAppId` is sent",
  "DescribeTelCdr.Limit": "deprecated; `PageSize` is sent",
  "DescribeTelCdr.Offset": "deprecated; `PageNumber` is sent",
};

/** Members of answers that hold types of the page under an older name. */
export const olderNames: Readonly<Record<string, string>> = {
  "DescribeTelCdr.TelCdrs": "older name of `TelCdrList`; read where that is missing",
  "DescribeProtectedTelCdr.TelCdrs": "older name of `TelCdrList`; read where that is missing",
};

/** Asks and declares everything, and gives what was reached. */
export async function measure(): Promise<Coverage> {
  const answers = await measureAnswers();
  const requests = await measureRequests();
  const refusals = await measureRefusals();
  const found = [answers, requests, refusals].flatMap((one) => one.found);
  return {
    types: typeNames.map((name) => covered(name, found)),
    actions: actionNames.map((name) => {
      const members = membersOf(`${name}Request`).map((member) => member.name);
      const sent = new Set([...(answers.sent.get(name) ?? []), ...(requests.sent.get(name) ?? [])]);
      return {
        name,
        types: typeNames.filter((type) => specification.types[type]!.actions.includes(name)),
        lookups: users(answers, name),
        resources: users(requests, name),
        members,
        sent: members.filter((member) => sent.has(member)),
        tells: membersOf(`${name}Response`)
          .filter((member) => rowType(member) === undefined && isOwn(`${name}Response`, member))
          .map((member) => fieldOf(`${name}Response`, member, false, found)),
      };
    }),
  };
}

export const isReached = ({ found }: Field): boolean => found.some(({ paths, shown }) => paths.length > 0 && shown);

const users = ({ uses }: Measured, action: string): string[] => [...(uses.get(action) ?? [])].sort();

function covered(name: string, found: readonly Found[]): CoveredType {
  const { actions, fields } = specification.types[name]!;
  const old = Object.entries(fields).map(([field, type]) => ({ name: field, type }));
  return {
    name,
    actions,
    fields: [
      ...old.map((one) => fieldOf(name, one, false, found)),
      ...added(name).map((one) => fieldOf(name, one, true, found)),
    ],
  };
}

function fieldOf(type: string, member: Pick<Member, "name" | "type">, isNew: boolean, found: readonly Found[]): Field {
  const key = `${type}.${member.name}`;
  return {
    ...{ field: key, name: member.name, type: member.type, isNew, isDeprecated: isDeprecated(type, member.name) },
    ...(olderThan[key] ? { newer: olderThan[key] } : {}),
    ...(leftOut[key] ? { leftOut: leftOut[key] } : {}),
    found: found.filter((one) => one.field === key),
  };
}
