import { type ExtensionInfo as ExtensionRow, type Instance, saysMissing } from "../api";
import { bool, type Coded, coded, count, type Instants, instant, nums, text } from "./decode";
import { NotFound, plain, type Scoped } from "./lookup";

export type ExtensionStatus = "offline" | "free" | "busy";

const statuses: Readonly<Record<number, ExtensionStatus>> = { 0: "offline", 100: "free", 200: "busy" };

/** A SIP phone, as the service lists it (ExtensionInfo). */
export interface ExtensionInfo extends Coded<"status", ExtensionStatus>, Instants<"created" | "lastModified"> {
  extensionId: string;
  /** Such as `1001@1400000000.tccc.qcloud.com`. */
  fullExtensionId: string;
  name: string;
  sdkAppId: number;
  skillGroupIds: number[];
  /** Whether a phone has registered. */
  registered?: boolean;
  /** Mail of the agent it belongs to; "" when nobody's. */
  staff: string;
  staffName: string;
}

/** What a SIP phone needs to register, beside what the list says. */
export interface ExtensionDetail extends ExtensionInfo {
  domain: string;
  /** In clear text: keep it out of logs. */
  password: string;
  /** Host and port. */
  outboundProxy: string;
  /** Such as `tls`. */
  transport: string;
}

export interface GetExtensionArgs extends Scoped {
  /** Number of the SIP phone, such as `1001`. */
  extensionId: string;
}

export interface ListExtensionsArgs extends Scoped {
  /** Only those with this in their number, their name, or their agent's mail or name. */
  keyword?: string;
  /** Only these SIP phones. */
  extensionIds?: string[];
}

/** One SIP phone with its registration data. The `…Output` form is a secret, since the password is in it. Throws {@link NotFound}. */
export const getExtension = plain<GetExtensionArgs, ExtensionDetail>(
  "reading an extension",
  async ({ instance }, { extensionId }) => {
    // DescribeExtension has neither name nor groups, and nobody documents what it answers for an unknown id.
    const listed = await extensions(instance, { ExtensionIds: [extensionId] }).catch((error: unknown) =>
      saysMissing(error) ? extensions(instance, {}) : Promise.reject(error),
    );
    const row = listed.find((one) => one.ExtensionId === extensionId);
    if (!row) throw new NotFound(`Extension ${extensionId}`, instance.sdkAppId);
    const answer = await instance.call("DescribeExtension", { ExtensionId: extensionId });
    return {
      ...extensionInfo(row),
      domain: text(answer.ExtensionDomain),
      password: text(answer.Password),
      outboundProxy: text(answer.OutboundProxy),
      transport: text(answer.Transport),
    };
  },
);

/** The SIP phones of the instance with their status, without passwords. */
export const listExtensions = plain<ListExtensionsArgs, ExtensionInfo[]>(
  "listing extensions",
  async ({ instance }, { keyword, extensionIds }) => {
    if (extensionIds?.length === 0) return [];
    const rows = await extensions(instance, {
      ...(keyword ? { FuzzingKeyWord: keyword } : {}),
      ...(extensionIds ? { ExtensionIds: extensionIds } : {}),
    });
    return rows.map(extensionInfo);
  },
);

function extensions(
  instance: Instance,
  filter: { ExtensionIds?: string[]; FuzzingKeyWord?: string },
): Promise<ExtensionRow[]> {
  const filtered = Object.keys(filter).length > 0;
  return instance.lists.all<ExtensionRow>("DescribeExtensions", {
    fetch: async (page) => {
      const answer = await instance.call("DescribeExtensions", { ...page, IsNeedStatus: true, ...filter });
      return { rows: answer.ExtensionList, total: filtered ? 0 : answer.Total };
    },
    keyOf: (row) => text(row.ExtensionId),
  });
}

function extensionInfo(row: ExtensionRow): ExtensionInfo {
  return {
    extensionId: text(row.ExtensionId),
    fullExtensionId: text(row.FullExtensionId),
    name: text(row.ExtensionName),
    sdkAppId: count(row.SdkAppId),
    skillGroupIds: nums(row.SkillGroupId),
    ...coded("status", statuses, row.Status),
    registered: bool(row.Register),
    staff: text(row.Relation),
    staffName: text(row.RelationName),
    ...instant("created", row.CreateTime),
    ...instant("lastModified", row.ModifyTime),
  };
}
