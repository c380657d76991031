import assert from "node:assert/strict";
import type { Dialect } from "../../provider/simulator";
import { withCentre } from "./centre";
import { lives } from "./lives";
import { addBystanders, type Failures, lifeIn } from "./lives/life";
import { fieldsOf, type Promised, promisedUnder } from "./promises";

export type LifeName = keyof typeof lives;

/** Every resource that has a life. */
export const resources = Object.keys(lives) as LifeName[];

export interface Lived {
  /** Steps that ended in a failure which is promised for this reading: `Type.field`. */
  promised: Promised[];
  calls: number;
  /** Things done, after each of which the service was looked at. */
  steps: number;
}

/** The lives of resources under one reading; throws where one does not end as declared or as promised. */
export async function liveUnder(
  dialect: Partial<Dialect>,
  all: readonly Promised[],
  types: readonly LifeName[] = resources,
): Promise<Lived> {
  const lived: Lived = { promised: [], calls: 0, steps: 0 };
  await withCentre({ dialect }, async (centre) => {
    addBystanders(centre);
    const failures: Failures = {};
    const each = types.map((type) => async () => {
      const life = lifeIn(centre, type);
      await lives[type](life);
      Object.assign(failures, life.failures);
      lived.steps += life.steps();
    });
    // Under a lag the writes of others would hide what is done by hand.
    if (dialect.writeDelayMs) for (const live of each) await live();
    else await Promise.all(each.map((live) => live()));
    const known = promisedUnder(all, dialect);
    for (const [title, message] of Object.entries(failures)) {
      const fields = fieldsOf(title, message);
      assert.ok(fields.length > 0, `${title}: a failure that no field explains: ${message}`);
      for (const field of fields) {
        const found = known.filter((one) => one.field === field);
        assert.ok(found.length > 0, `${title}: not promised in docs/guarantees.md for ${field}: ${message}`);
        lived.promised.push(...found);
      }
    }
    lived.calls = centre.sim.calls.length;
  });
  return lived;
}
