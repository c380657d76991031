import { type ExtensionInfo, isInternal, ServiceError, sameMail } from "../../api";
import { Making } from "../../core/creation";
import { existingDifferences, type FieldView, fieldDifferences, fieldView, members } from "../../core/fields";
import type { Job } from "../../core/job";
import type { Plain } from "../../core/values";
import type { ExtensionChecked } from "../extension";
import { spelled } from "../presence";
import type { Context } from "../session";
import { extensionFields } from "./fields";

/** What is live of a phone. */
export interface ExtensionLive {
  row: ExtensionInfo | undefined;
}

type Step = { call: "CreateExtension"; request: Plain } | { call: "ModifyExtension"; members: Plain };

/** What a job brings a phone to: a field left out is not managed. */
export type ExtensionWant = Partial<Pick<ExtensionChecked, "name" | "skillGroupIds" | "staff">>;

/**
 * Brings a phone to what is wanted.
 *
 * @param creation how it is made where it is not there; without it nothing is done then
 */
export function extensionJob(
  ctx: Context,
  doing: string,
  wanted: ExtensionWant,
  key: string,
  creation?: Making<ExtensionLive>,
  olds: Plain = {},
): Job<ExtensionLive, Step> {
  const extensions = ctx.instance.extensions;
  const tried = new Set<string>();
  const seen = (view: Parameters<Job<ExtensionLive, Step>["plan"]>[0]): FieldView<ExtensionInfo> =>
    fieldView<ExtensionInfo, ExtensionLive, Step>(
      view,
      (step) => (step.call === "CreateExtension" ? "create" : step.members),
      olds,
    );
  return {
    doing,
    observe: async (look) => ({ row: look === "shared" ? await extensions.find(key) : await extensions.refind(key) }),
    ...(creation ? { creation } : {}),
    plan(view) {
      if (!view.live.row) return creation ? [{ call: "CreateExtension", request: createRequest(wanted, key) }] : [];
      const changes = members(extensionFields, wanted, seen(view));
      if (!changes) return [];
      // A list that was added to instead of replaced is emptied first.
      const added = Array.isArray(changes.SkillGroupIds) && view.round > 0 && changes.SkillGroupIds.length > 0;
      const empty: Step[] = added ? [{ call: "ModifyExtension", members: { ...changes, SkillGroupIds: [] } }] : [];
      return [...empty, { call: "ModifyExtension", members: changes }];
    },
    differences: (view) =>
      view.live.row
        ? fieldDifferences(extensionFields, wanted, seen(view))
        : [`wanted an extension ${key}, found none`],
    // Where an agent has one phone at most, the one that she has may be about to be given to somebody else.
    async mayPass(step) {
      const agent = String((step.call === "CreateExtension" ? step.request : step.members).Relation ?? "");
      if (agent === "") return false;
      const all = await extensions.all({ fresh: true });
      const held = all.some((row) => row.ExtensionId !== key && sameMail(row.Relation ?? "", agent));
      // One that nobody has by now may have been given up since the refusal.
      const again = held || !tried.has(agent);
      tried.add(agent);
      return again;
    },
    async apply(step) {
      try {
        if (step.call === "CreateExtension")
          await ctx.instance.call("CreateExtension", (await addressed(ctx, step.request)) as never);
        else await ctx.instance.call("ModifyExtension", { ...(await addressed(ctx, step.members)), ExtensionId: key });
      } finally {
        extensions.wrote(key);
      }
    },
  };
}

/** How a phone is made; its id is its key. No code is documented for one that exists: it may be an internal error. */
export function extensionMaking(
  ctx: Context,
  wanted: ExtensionWant,
  key: string,
  found: (row: ExtensionInfo) => void,
): Making<ExtensionLive> {
  return new Making({
    call: "CreateExtension",
    exists: ({ row }) => row !== undefined,
    found: ({ row }) => found(row!),
    isAsSent: ({ row }) => row !== undefined && existingDifferences(extensionFields, wanted, row).length === 0,
    saysTaken: (error) => error instanceof ServiceError && /Duplicat|Exist|^InvalidParameter/.test(error.code),
    mayBeRefusal: (error) => error instanceof ServiceError && isInternal(error),
    isAbsent: () => ctx.instance.extensions.isGone(key),
  });
}

/** The agent in the service's spelling of her mail. */
async function addressed(ctx: Context, request: Plain): Promise<Plain> {
  return request.Relation ? { ...request, Relation: await spelled(ctx, String(request.Relation)) } : request;
}

function createRequest(wanted: ExtensionWant, key: string): Plain {
  const request: Plain = { ExtensionId: key, ExtensionName: wanted.name };
  if (wanted.skillGroupIds !== undefined && wanted.skillGroupIds.length > 0)
    request.SkillGroupIds = wanted.skillGroupIds;
  if (wanted.staff) request.Relation = wanted.staff;
  return request;
}
