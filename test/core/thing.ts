import assert from "node:assert/strict";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { z } from "zod";
import { systemClock } from "../../provider/base/clock";
import { createLog } from "../../provider/base/log";
import { Secrets } from "../../provider/base/register";
import { type CheckResult, check, issueText } from "../../provider/core/check";
import { Claims } from "../../provider/core/claims";
import { type AnyDefinition, type CoreContext, type Definition, define } from "../../provider/core/define";
import { type Host, handlerOf } from "../../provider/core/handler";
import { addressOf } from "../../provider/core/identity";
import { Locks } from "../../provider/core/locks";
import { StateKeys } from "../../provider/core/state-keys";
import type { Forms } from "../../provider/core/state-version";
import { Underway } from "../../provider/core/underway";
import { UNKNOWN } from "../../provider/core/unknown";
import type { Plain } from "../../provider/core/values";

export const app = 1400000000;

const inputs = z.object({
  sdkAppId: z.int().positive().optional(),
  code: z.string().min(2),
  size: z.int().min(1).max(9).optional(),
  color: z.enum(["red", "blue"]).optional(),
  secret: z.string().min(8).optional(),
  parts: z.array(z.strictObject({ id: z.int(), weight: z.int().min(1).default(3) })).optional(),
  either: z.union([z.literal("none"), z.number()]).optional(),
});

type Thing = Definition<typeof inputs.shape, { serial: string }, CoreContext>;

/** A made-up resource: the core knows no other either. */
export function thing(verbs: Partial<Thing> = {}): Thing {
  return define<typeof inputs.shape, { serial: string }, CoreContext>({
    type: "Thing",
    inputs,
    computed: ["serial"],
    secretInputs: ["secret"],
    replaceOn: ["code"],
    same: { code: (a, b) => String(a).toLowerCase() === String(b).toLowerCase() },
    keyOf: (props) => (typeof props.code === "string" ? `thing/${props.code.toLowerCase()}` : undefined),
    create: async (_ctx, wanted) => ({ key: wanted.code, outs: { ...wanted, serial: "s-1" } }),
    read: async (_ctx, _key, olds) => ({ inputs: olds, computed: { serial: "s-1" } }),
    update: async (_ctx, _key, _olds, wanted) => ({ ...wanted, serial: "s-2" }),
    delete: async () => undefined,
    ...verbs,
  });
}

export interface Bench {
  handler: ResourceProvider;
  lines: string[];
  defects: unknown[];
  /** What the log would keep of each defect. */
  told: string[];
}

/** The verbs of one process. */
export function benchOf(
  definition: AnyDefinition<CoreContext>,
  sdkAppId: number | undefined = app,
  forms?: Forms,
): Bench {
  const lines: string[] = [];
  const secrets = new Secrets();
  const defects: unknown[] = [];
  const told: string[] = [];
  const log = createLog({}, (line) => lines.push(line));
  const shared = {
    clock: systemClock({}),
    log,
    claims: new Claims(),
    locks: new Locks(),
    underway: new Underway(),
    inState: new StateKeys(),
  };
  const host: Host<CoreContext> = {
    configure: () => undefined,
    sdkAppId: () => sdkAppId,
    context: (id) => ({ sdkAppId: id, ...shared }),
    defect: (error) => {
      defects.push(error);
      told.push(secrets.hide(String((error as Error).stack)));
    },
    readable: () => undefined,
    secret: (value) => secrets.note(value),
    shown: (message) => secrets.hide(message),
    explain: () => undefined,
    ...(forms ? { forms } : {}),
  };
  return { handler: handlerOf(definition, host), lines, defects, told };
}

/** The URN under which a constructor of this name would create a resource of this type. */
export const urnOf = (type: string, name: string, stack = "stack"): string =>
  `urn:pulumi:${stack}::project::pulumi-nodejs:dynamic/tccc:${type}::${name}`;

export const internal = { __provider: "text", __identity: `${urnOf("Thing", "it")}#000000000001` };

/** The issues as the user reads them, and the inputs as they are stored. */
export function checked(
  news: Plain,
  olds?: Plain,
  definition: AnyDefinition<CoreContext> = thing(),
  configured: { sdkAppId: number | undefined } = { sdkAppId: app },
): CheckResult & { texts: string[] } {
  const address = addressOf("Thing", internal);
  const ctx = {
    ...{ sdkAppId: configured.sdkAppId ?? 0, clock: systemClock({}), log: createLog({}, () => undefined) },
    ...{ claims: new Claims(), locks: new Locks(), underway: new Underway(), inState: new StateKeys() },
  };
  const environment = { ...configured, clock: ctx.clock, log: ctx.log, address, ctx, elsewhere: [] };
  const result = check(definition, olds, news, environment);
  return { ...result, texts: result.issues.map(issueText) };
}

/** `value` with everything at this path unknown. */
export function unknownAt(value: Plain, path: readonly (string | number)[]): Plain {
  const copy = structuredClone(value);
  let at: Record<string | number, unknown> = copy;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  at[path.at(-1)!] = UNKNOWN;
  return copy;
}

/** Pulumi's wire refuses `undefined`, and it does so after the object exists. */
export function noUndefined(value: unknown, path = "it"): void {
  assert.notEqual(value, undefined, `undefined at ${path}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) noUndefined(inner, `${path}.${key}`);
}

export async function thrownBy(verb: Promise<unknown>): Promise<Error & Plain> {
  const error = await verb.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error, "expected a failure");
  return error as Error & Plain;
}
