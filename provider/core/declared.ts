import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../base/errors";
import { masker } from "../base/mask";
import type { Told } from "./told";
import type { Plain } from "./values";

/** One resource of the program, as its constructor knows it. */
export interface Registration {
  readonly self: string;
  readonly text: string;
}

/** A declaration whose keys come late. */
interface Late extends Registration {
  readonly known: Promise<readonly string[] | undefined>;
  /** What it is made of: whoever is among these must not wait for it. */
  readonly from: ReadonlySet<unknown>;
  done: boolean;
}

/** Who declares what in one run for one account. */
interface Account {
  /** By key. */
  readonly owners: Map<string, Registration>;
  readonly late: Late[];
  count: number;
}

/** A program may run more than once in a process, so nothing outlives its stack. */
const runs = new WeakMap<object, Map<object, Account>>();
/** Stands for the account of the configuration, where no provider is given. */
const configured = {};
/** Outside a stack (unit tests with mocks) nobody knows of anybody. */
const nowhere = (): Account => ({ owners: new Map(), late: [], count: 0 });

/** So long a resource waits for others to know what they declare. What depends on itself would never come. */
const LONGEST_WAIT_MS = 10_000;

export interface Declaring {
  readonly type: string;
  readonly name: string;
  readonly opts?: pulumi.CustomResourceOptions | undefined;
}

/**
 * Notes what a resource declares, and refuses a second one of the program that declares the same object of the same account
 * in plain text: each would undo the other. What is only known later is refused by its check.
 */
export function declareOnce(keys: readonly string[], { type, name, opts }: Declaring): Registration {
  const account = accountOf(type, opts);
  const registration = { self: `${type}/${name}/${account.count++}`, text: `${type} "${name}"` };
  const taken = keys.filter((key) => account.owners.has(key));
  if (taken.length > 0) {
    const other = account.owners.get(taken[0]!)!.text;
    const more = taken.length > MOST_SHOWN ? ` and ${taken.length - MOST_SHOWN} more` : "";
    throw new UserError(
      masker(process.env)(
        `${registration.text} and ${other} both declare ${taken.slice(0, MOST_SHOWN).join(", ")}${more}: each would undo the other. Take it out of one of them`,
      ),
    );
  }
  for (const key of keys) account.owners.set(key, registration);
  return registration;
}

const MOST_SHOWN = 10;

/** Notes a resource whose keys are not known yet. */
export function declareLater(
  registration: Registration,
  args: Plain,
  keysOf: (known: Plain) => readonly string[],
  { type, opts }: Declaring,
): void {
  const output = pulumi.output(args) as unknown as pulumi.Output<Plain> & Partial<Inner>;
  const late: Late = {
    ...registration,
    from: output.resources?.() ?? new Set(),
    done: false,
    known: keysWhenKnown(output, keysOf),
  };
  accountOf(type, opts).late.push(late);
  void late.known.then((keys) => {
    late.done = keys !== undefined;
    const { owners } = accountOf(type, opts);
    for (const key of keys ?? []) if (!owners.has(key)) owners.set(key, registration);
  });
}

/** What Pulumi's outputs know of themselves and their type does not say. */
interface Inner {
  promise(): Promise<Plain>;
  isKnown: Promise<boolean>;
  resources(): Set<unknown>;
}

/** Nothing where it stays unknown, as in a preview, or fails: then the resource tells of that itself. */
async function keysWhenKnown(
  output: pulumi.Output<Plain> & Partial<Inner>,
  keysOf: (known: Plain) => readonly string[],
): Promise<readonly string[] | undefined> {
  try {
    const value = await output.promise?.();
    return value !== undefined && (await output.isKnown) ? keysOf(value) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a resource is to know of the others, as JSON. It waits until the program has constructed what it constructs at once,
 * and for keys that come late, except those that depend on itself. `patient`: also for those that depend on other resources.
 */
export async function toldOf(
  registration: Registration,
  self: { resource?: unknown },
  patient: boolean,
  declaring: Declaring,
): Promise<string> {
  const account = accountOf(declaring.type, declaring.opts);
  await new Promise((resolve) => setImmediate(resolve));
  const pending = (): Late[] =>
    account.late.filter((late) => !late.done && late.self !== registration.self && !late.from.has(self.resource));
  await within(LONGEST_WAIT_MS, async () => {
    const seen = new Set<Late>();
    for (;;) {
      const next = pending().filter((late) => !seen.has(late) && (patient || late.from.size === 0));
      if (next.length === 0) return;
      for (const late of next) seen.add(late);
      await Promise.all(next.map(({ known }) => known));
    }
  });
  const others = [...account.owners].filter(([, { self: other }]) => other !== registration.self);
  const waiting = account.late.filter((late) => !late.done && late.self !== registration.self);
  const told: Told = {
    self: registration.self,
    elsewhere: Object.fromEntries(others.map(([key, { self: other, text }]) => [key, [other, text] as const])),
    // In a preview much stays unknown, and nothing is deleted.
    waiting: pulumi.runtime.isDryRun() ? {} : Object.fromEntries(waiting.map(({ self: other, text }) => [other, text])),
  };
  return JSON.stringify(told);
}

/** How many resources one program constructs that each carry what all of them declare: beyond that only the first do. */
const MOST_CARRIERS = 500;
const FIRST_CARRIERS = 16;

/** Whether a resource tells its process of the others: what one was told all of the process know. */
export function isCarrier({ self }: Registration, { type, opts }: Declaring): boolean {
  const { owners } = accountOf(type, opts);
  return owners.size <= MOST_CARRIERS || Number(self.slice(self.lastIndexOf("/") + 1)) < FIRST_CARRIERS;
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work(), limit]);
  clearTimeout(timer);
}

function accountOf(type: string, opts: pulumi.CustomResourceOptions = {}): Account {
  const run = pulumi.runtime.getStackResource();
  if (!run) return nowhere();
  const account = opts.provider ?? opts.parent?.getProvider(`pulumi-nodejs:dynamic/tccc:${type}`) ?? configured;
  const accounts = runs.get(run) ?? new Map<object, Account>();
  runs.set(run, accounts);
  const known = accounts.get(account) ?? nowhere();
  accounts.set(account, known);
  return known;
}
