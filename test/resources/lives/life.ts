import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addExtension, addSkillGroup, addStaff } from "../../../provider/simulator";
import { type Centre, type Declared, failureOf } from "../centre";

/** What became of each step that did not come to its end: its name and the message. */
export type Failures = Record<string, string>;

/** The life of one resource: steps, after each of which the service must hold what was declared. */
export interface Life {
  readonly centre: Centre;
  readonly failures: Failures;
  /** Steps done until now. */
  steps(): number;
  /**
   * Does one thing and asserts what the service holds afterwards; or it ends in a typed failure, which is kept.
   * Returns whether it came to its end.
   */
  step(name: string, run: () => Promise<unknown>, holds: () => void): Promise<boolean>;
  /** A step that declares something else; where that fails, the program is put back. */
  change(name: string, declared: Declared, news: Plain, holds: (now: Plain) => void): Promise<boolean>;
  /** Somebody changes a field by hand: seen as drift of this field only, and repaired. */
  byHand(field: string, declared: Declared, hand: () => void, holds: (now: Plain) => void): Promise<void>;
  /** Verbs of one run, all at the same time; or, where each is a run of its own, one after the other, the last first. */
  together<T>(verbs: readonly (() => Promise<T>)[]): Promise<T[]>;
  /** A refresh finds nothing to tell. */
  calm(name: string, declared: Declared): Promise<void>;
}

export function lifeIn(centre: Centre, type: string): Life {
  const failures: Failures = {};
  const bystanders = bystandersOf(centre);
  let steps = 0;

  async function step(name: string, run: () => Promise<unknown>, holds: () => void): Promise<boolean> {
    const title = `${type}: ${name}`;
    steps += 1;
    let failed = false;
    try {
      await run();
    } catch (error) {
      failed = true;
      const { message, reasons } = await failureOf(Promise.reject(error));
      failures[title] = reasons?.join("\n") ?? message;
    }
    centre.settle();
    if (!failed) told(title, holds);
    told(`${title}: bystanders`, () => assert.deepEqual(bystandersOf(centre), bystanders));
    return !failed;
  }

  /** A step back to what was declared; where there is no way back, what is live is declared from now on. */
  async function back(name: string, declared: Declared, run: () => Promise<unknown>, holds: () => void): Promise<void> {
    if (!(await step(name, run, holds))) await declared.refresh();
  }

  async function calm(name: string, declared: Declared): Promise<void> {
    assert.deepEqual(await declared.drift(), {}, `${type}: ${name}: a refresh finds drift`);
  }

  return {
    centre,
    failures,
    steps: () => steps,
    step,
    calm,
    async together(verbs) {
      if (!centre.oneByOne) return Promise.all(verbs.map((verb) => verb()));
      const results: Awaited<ReturnType<(typeof verbs)[number]>>[] = [];
      for (const verb of verbs.toReversed()) results.unshift(await verb());
      return results;
    },
    async change(name, declared, news, holds) {
      const before = declared.inputs;
      const done = await step(
        name,
        () => declared.change(news),
        () => holds(news),
      );
      if (!done) {
        await back(
          `${name}, put back`,
          declared,
          () => declared.change(before),
          () => holds(before),
        );
      }
      await calm(name, declared);
      return done;
    },
    async byHand(field, declared, hand, holds) {
      hand();
      const drift = await declared.drift();
      assert.deepEqual(Object.keys(drift), [field], `${type}: ${field} by hand: drift ${JSON.stringify(drift)}`);
      const before = declared.inputs;
      await declared.refresh();
      await back(
        `${field} by hand, repaired`,
        declared,
        () => declared.change(before),
        () => holds(before),
      );
      await calm(`${field} by hand, repaired`, declared);
    },
  };
}

/** Whether the user was told that a run which found her account did not set her password. */
export function saidOfPassword({ said }: Centre, mail: string): boolean {
  const none = "and it has none if a run that died or failed has made the account";
  return said(`the password of ${mail} was left as it is, ${none}: raise passwordVersion`).length > 0;
}

function told(title: string, holds: () => void): void {
  try {
    holds();
  } catch (error) {
    throw Object.assign(error as Error, { message: `${title}: ${(error as Error).message}` });
  }
}

/** Ids of groups that nobody declares. */
export const free = [901, 902, 903, 904, 905] as const;

/** Objects that nobody declares, with everything in them that could be lost. */
export function addBystanders({ sim, data }: Centre): void {
  for (const skillGroupId of free) addSkillGroup(data, { skillGroupId, name: `Group ${skillGroupId}`, type: 1 });
  addSkillGroup(data, { skillGroupId: 990, name: "Bystander", type: 1, maxConcurrency: 3, ringAll: false });
  addStaff(data, {
    mail: "bystander@example.com",
    name: "Zhao",
    staffNumber: "9001",
    phone: "008613900000001",
    nick: "zhao",
    extensionNumber: "8801",
    roles: [1],
    skillGroups: [{ skillGroupId: 990, priority: 4 }],
    forwarding: { Enabled: true, Condition: 2, Target: { Type: 2, SkillGroupId: 990 } },
    useMobileCallOut: true,
    useMobileAccept: 2,
  });
  addExtension(data, { extensionId: "9901", name: "By", skillGroupIds: [990], staff: "bystander@example.com" });
  sim.data.nextId = 5001;
}

function bystandersOf({ data }: Centre): unknown {
  return structuredClone([
    data.staff.get("bystander@example.com"),
    data.skillGroups.get(990),
    data.extensions.get("9901"),
    free.map((id) => data.skillGroups.get(id)),
  ]);
}
