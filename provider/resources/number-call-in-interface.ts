import { z } from "zod";
import { samePhone } from "../api";
import { addressText, define } from "../core/define";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import { line, numberKey, presentNumber } from "./number/shared";
import { naming } from "./presence";
import type { Context } from "./session";
import { calling, common } from "./shared";

/** What a `NumberCallInInterface` declares. A field left out is not managed, unless a default is given. */
export interface NumberCallInInterfaceInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** A phone number that the instance has, or with `numberType: "inner"` an internal one. A change replaces. */
  number: string;
  /** What the service asks about an inbound call: an http or https address. */
  url: string;
  /** `number`: a line; `inner`: an internal number. Left out, the service decides; it then must be a line. */
  numberType?: "inner" | "number";
  /** Nothing shows what is bound to the number now: it is overwritten unseen, and this says that you know. */
  onExisting: "adopt";
}

const unseen = '"adopt" (the service cannot show what is bound to the number now, so it is overwritten unseen)';

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  number: line,
  url: z.string().refine(isHttp, 'an http or https address such as "https://example.com/call-in"'),
  numberType: z.enum(["inner", "number"]).optional(),
  onExisting: z.custom<"adopt">((value) => value === "adopt", unseen),
});

type Inputs = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, NumberCallInInterfaceInputs> = true;
void documented;

/** The arguments of a `NumberCallInInterface`. */
export interface NumberCallInInterfaceArgs extends ArgsOf<NumberCallInInterfaceInputs> {}

export const numberCallInDefinition = define<typeof inputs.shape, Record<never, never>, Context>({
  type: "NumberCallInInterface",
  inputs,
  computed: [],
  same: { number: (a, b) => (typeof a === "string" && typeof b === "string" ? samePhone(a, b) : a === b) },
  replaceOn: ["number"],
  keyOf: ({ number, numberType }) =>
    typeof number === "string" && (numberType === undefined || typeof numberType === "string")
      ? `${numberKey(number)}/call-in interface/${numberType ?? "number"}`
      : undefined,

  async create(ctx, wanted) {
    await bind(ctx, wanted, wanted.number);
    return { key: wanted.number, outs: { ...wanted } };
  },

  /** Nothing shows what is bound: what was bound last is all that is known. */
  async read(_ctx, _key, olds) {
    return { inputs: olds, computed: {} };
  },

  async update(ctx, key, _olds, wanted) {
    await bind(ctx, wanted, key);
    return { ...wanted };
  },

  async delete(ctx, key, olds, address) {
    ctx.log.notice(
      `${addressText(address)} left the state, but number ${key} still asks ${String(olds.url)} about inbound calls: the service has no call that takes this away. Change it in the console`,
    );
  },
});

/**
 * The http interface that the service asks about inbound calls of a number.
 *
 * ```ts
 * new tccc.NumberCallInInterface("hotline", {
 *   number: "0755 1234 5678", url: "https://example.com/call-in", onExisting: "adopt",
 * });
 * ```
 *
 * Write-only: the service has no call that shows or removes it. So creating it needs `onExisting: "adopt"`, since what
 * was bound before is overwritten unseen; a refresh finds no change made by hand; and deleting it changes nothing in
 * the service, and says so.
 */
export class NumberCallInInterface extends resourceClass<
  NumberCallInInterfaceArgs,
  PropsOf<NumberCallInInterfaceInputs>
>(numberCallInDefinition) {}

function bind(ctx: Context, wanted: Inputs, key: string): Promise<void> {
  const doing = `binding an interface to number ${key}`;
  return ctx.locks.hold(numberKey(key), async () => {
    const inner = wanted.numberType === "inner";
    // Internal numbers are in no list.
    const ways = ', an internal number needs numberType: "inner"';
    const spelled = inner ? key : (await presentNumber(ctx, doing, key, ways)).Number!;
    const request = {
      CallInInterface: { URL: wanted.url },
      NumberType: wanted.numberType ?? "number",
    };
    await calling(doing, () =>
      naming(spelled, key, (number) => ctx.instance.call("BindNumberCallInInterface", { ...request, Number: number })),
    );
  });
}

function isHttp(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}
