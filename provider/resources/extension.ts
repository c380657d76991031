import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type ExtensionInfo, mayMeanMissing, ServiceError } from "../api";
import { UserError } from "../base/errors";
import type { Making } from "../core/creation";
import { define } from "../core/define";
import { existingDifferences, liveFields, unseenFields } from "../core/fields";
import { formatId } from "../core/ids";
import { reconcile } from "../core/reconcile";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import { type Plain, pick, sameItems } from "../core/values";
import { extensionFields } from "./extension/fields";
import { type ExtensionLive, extensionJob, extensionMaking } from "./extension/job";
import { findOrGone, PATIENCE_MS, seenGone, stillListed } from "./presence";
import type { Context } from "./session";
import { calling, common, groupId, liveOf, mailOrNobody, type OnExisting, partial, takeOver } from "./shared";
import { Staff } from "./staff";

/** What a `Extension` declares. A field left out is not managed, unless a default is given. */
export interface ExtensionInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** Number of the SIP phone, chosen by you: its key. A change replaces. */
  extensionId: string;
  /** Name of the phone. */
  name: string;
  /** Skill groups it rings for; `[]`: none. */
  skillGroupIds?: number[];
  /** Mail of the agent it belongs to; `""`: nobody. */
  staff?: string;
  /** Raise it to have the service make a new SIP password. Any whole number. */
  passwordVersion?: number;
  /**
   * What to do with an object of this key that exists already: `identical` (default) takes it over if every readable
   * managed field is as declared, or as in a freshly created object; `adopt` takes it over and changes it; `fail` refuses.
   */
  onExisting?: OnExisting;
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  extensionId: z.string().regex(/^[^\s/]+$/, 'an extension such as "1001", without spaces or slashes'),
  name: z.string().min(1),
  skillGroupIds: z.array(groupId).optional(),
  staff: mailOrNobody.optional(),
  passwordVersion: z.int().optional(),
  onExisting: common.onExisting,
});

/** The inputs as they are stored. */
export type ExtensionChecked = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, ExtensionInputs> = true;
void documented;

/** The arguments of `Extension`. */
export interface ExtensionArgs extends Omit<ArgsOf<ExtensionInputs>, "staff"> {
  /** The agent it belongs to: her mail, or the `Staff` resource; `""`: nobody. */
  staff?: pulumi.Input<string> | Staff | undefined;
}

type Computed = {
  /** `1001@1400000000.tccc.qcloud.com`: what the phone registers as. */
  fullExtensionId: string;
  /** SIP domain. */
  domain: string;
  /** SIP password. Secret. */
  password: string;
  /** SIP proxy with port. */
  outboundProxy: string;
  /** SIP transport, such as `tls`. */
  transport: string;
};

export const extensionDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "Extension",
  inputs,
  computed: ["fullExtensionId", "domain", "password", "outboundProxy", "transport"],
  secretOutputs: ["password"],
  same: {
    skillGroupIds: (a, b) => Array.isArray(a) && Array.isArray(b) && sameItems(a, b),
  },
  replaceOn: ["extensionId"],
  keyOf: (props) => (typeof props.extensionId === "string" ? lockKey(props.extensionId) : undefined),

  create: (ctx, wanted) =>
    ctx.locks.hold(lockKey(wanted.extensionId), async () => {
      const { extensionId: key, onExisting } = wanted;
      const creation = extensionMaking(ctx, wanted, key, (row) => {
        const differences = existingDifferences(extensionFields, wanted, row);
        ctx.log.notice(takeOver(`Extension ${key}`, formatId(ctx.sdkAppId, key), differences, onExisting));
      });
      return { key, outs: await converge(ctx, `creating Extension ${key}`, wanted, undefined, creation) };
    }),

  async read(ctx, key, olds) {
    const doing = `reading Extension ${key}`;
    const row = await calling(doing, () => findOrGone(ctx.instance.extensions, key, `extension ${key}`));
    if (!row) return undefined;
    const computed = await calling(doing, () => registration(ctx, key, row));
    return { inputs: { ...olds, ...liveFields(extensionFields, olds, row) }, computed };
  },

  update: (ctx, key, olds, wanted) =>
    ctx.locks.hold(lockKey(key), () => {
      const creation = extensionMaking(ctx, wanted, key, () => undefined);
      return converge(ctx, `updating Extension ${key}`, wanted, olds, creation);
    }),

  delete: (ctx, key) =>
    ctx.locks.hold(lockKey(key), () => calling(`deleting Extension ${key}`, () => remove(ctx, key))),
});

const Base = resourceClass<ArgsOf<ExtensionInputs>, PropsOf<ExtensionInputs, Computed>>(extensionDefinition);

/**
 * A SIP phone.
 *
 * ```ts
 * const desk = new tccc.Extension("desk", { extensionId: "1001", name: "Front desk", staff: li });
 * export const sipPassword = desk.password;
 * ```
 *
 * Its SIP password is made by the service and is a secret output.
 */
export class Extension extends Base {
  constructor(name: string, args: ExtensionArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, { ...args, staff: args?.staff instanceof Staff ? args.staff.mail : args?.staff }, opts);
  }
}

async function converge(
  ctx: Context,
  doing: string,
  wanted: ExtensionChecked,
  olds: Plain | undefined,
  creation: Making<ExtensionLive>,
): Promise<Plain> {
  const key = String(olds?.extensionId ?? wanted.extensionId);
  let live: ExtensionLive | undefined;
  let passwordVersion = olds?.passwordVersion;
  try {
    live = await reconcile(extensionJob(ctx, doing, wanted, key, creation, olds), ctx.loop);
    // A new phone has a new password; one that was there gets one only when the version was raised.
    const reset = olds && creation.whose !== "made" && wanted.passwordVersion !== olds.passwordVersion;
    let before: string | undefined;
    if (reset && wanted.passwordVersion !== undefined) {
      before = (await calling(doing, () => ctx.instance.call("DescribeExtension", { ExtensionId: key }))).Password;
      await calling(`resetting the password of Extension ${key}`, () =>
        ctx.instance.call("ResetExtensionPassword", { ExtensionId: key }),
      );
    }
    passwordVersion = wanted.passwordVersion;
    const row = live.row!;
    const computed = await calling(doing, () => registration(ctx, key, row, before));
    return { ...wanted, ...computed, ...unseenFields(extensionFields, wanted, olds ?? {}, row, true) };
  } catch (error) {
    const row = live?.row ?? liveOf<ExtensionLive>(error)?.row;
    throw partial(ctx, error, key, creation.whose !== undefined, () => ({
      ...pick(olds ?? {}, extensionDefinition.computed),
      ...wanted,
      ...(row ? liveFields(extensionFields, wanted, row) : {}),
      ...unseenFields(extensionFields, wanted, olds ?? {}, row, false),
      // At a creation there is nothing that the next run would have to reset.
      passwordVersion: olds ? passwordVersion : wanted.passwordVersion,
    }));
  }
}

/**
 * What a phone needs to register; the password is in clear text here and nowhere else. After a reset it is waited for an
 * answer that shows another password than `before`.
 */
async function registration(ctx: Context, key: string, row: ExtensionInfo, before?: string): Promise<Plain> {
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    const answer = await ctx.instance.call("DescribeExtension", { ExtensionId: key }).catch((error: unknown) => {
      // It is listed: its own question may only be late.
      if (!mayMeanMissing(error) || waited >= PATIENCE_MS) throw error;
      return undefined;
    });
    if (!answer) {
      await ctx.clock.sleep(pause);
      continue;
    }
    const late = before !== undefined && answer.Password === before;
    if (late && waited < PATIENCE_MS) {
      await ctx.clock.sleep(pause);
      continue;
    }
    if (late)
      ctx.log.notice(
        `the service still shows the old password of Extension ${key}; \`pulumi refresh\` gets the new one`,
      );
    return {
      fullExtensionId: row.FullExtensionId ?? undefined,
      domain: answer.ExtensionDomain ?? undefined,
      password: answer.Password ?? undefined,
      outboundProxy: answer.OutboundProxy ?? undefined,
      transport: answer.Transport ?? undefined,
    };
  }
}

async function remove(ctx: Context, key: string): Promise<void> {
  const extensions = ctx.instance.extensions;
  if (!(await findOrGone(ctx.instance.extensions, key, `extension ${key}`))) return;
  try {
    await ctx.instance.call("DeleteExtension", { ExtensionId: key });
    ctx.memory.lastRelease = ctx.clock.now();
  } catch (error) {
    // Gone already is success, however the service puts it.
    const row = await extensions.refind(key);
    if (row && row.Register === true && error instanceof ServiceError && error.applied === "no") {
      throw new UserError(
        `the phone is registered, and the service does not delete it meanwhile: unplug it, or change its password there, and run again (${error.code}: ${error.serviceMessage})`,
        { cause: error },
      );
    }
    if (row) throw error;
  } finally {
    extensions.wrote(key);
  }
  if (!(await seenGone(ctx, extensions, key))) throw stillListed(`extension ${key}`);
}

function lockKey(extensionId: string): string {
  return `extension/${extensionId}`;
}
