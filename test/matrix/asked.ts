import { withCentre } from "../resources/centre";
import { lives } from "../resources/lives";
import { addBystanders, lifeIn } from "../resources/lives/life";
import { type LifeName, resources } from "../resources/living";
import type { Reading } from "../resources/readings";

/** The switches that the simulator looks at while each resource lives its life under the likeliest reading. */
export async function askedSwitches(): Promise<ReadonlyMap<LifeName, ReadonlySet<string>>> {
  const asked = new Map<LifeName, ReadonlySet<string>>();
  for (const type of resources) {
    const seen = new Set<string>();
    await withCentre({}, async (centre) => {
      const { dialect } = centre.sim;
      for (const [name, value] of Object.entries(dialect)) {
        const get = (): unknown => {
          seen.add(name);
          return value;
        };
        Object.defineProperty(dialect, name, { get });
      }
      addBystanders(centre);
      await lives[type](lifeIn(centre, type));
    });
    asked.set(type, seen);
  }
  return asked;
}

/**
 * The resources whose lives can differ under a reading: a life in which nobody looks at a switch goes as it does without it,
 * up to the end.
 */
export function affectedBy(
  [, dialect]: Reading,
  asked: ReadonlyMap<LifeName, ReadonlySet<string>>,
): readonly LifeName[] {
  return resources.filter((type) => Object.keys(dialect).some((name) => asked.get(type)!.has(name)));
}
