import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import { definitions } from "../../provider/resources/registry";

/**
 * Members of a state that are neither inputs nor declared outputs: what a later run must know of a failure, or of a service
 * that does not show all. Their names and values are frozen: a new one is added here and to `private-scenarios.ts`.
 */
export const privateMembers: Readonly<Partial<Record<keyof typeof definitions, readonly string[]>>> = {
  AutoCalloutTask: ["unshown"],
  Extension: ["unreadable", "unsure"],
  PredictiveDialingCampaign: ["unsure", "unseen"],
  Roster: ["unreadable", "unsure", "formerGroups", "shownAs"],
  SkillGroup: ["unreadable", "unsure"],
  StaffSkillBinding: ["shownAs"],
  Staff: ["unreadable", "unsure", "passwordPending", "shownAs"],
};

const INTERNAL = { inputs: ["__identity", "__provider"], outputs: ["__identity", "__provider", "__version"] };

/** What a verb gave to the state holds nothing that no golden file knows. */
export function assertKnownMembers(type: string, kind: "inputs" | "outputs", props: Plain): void {
  const name = type as keyof typeof definitions;
  const { inputs, computed } = definitions[name];
  const known = new Set<string>([...Object.keys(inputs.shape), ...INTERNAL[kind]]);
  if (kind === "outputs") for (const one of [...computed, ...(privateMembers[name] ?? [])]) known.add(one);
  const strange = Object.keys(props).filter((member) => !known.has(member));
  assert.deepEqual(
    strange,
    [],
    `${kind} of a ${type} hold what no golden file knows. Declare it as an output, or add it to test/frozen/private-members.ts with a scenario that brings it about`,
  );
}
