import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import type { Handlers } from "../../provider/resources/registry";
import { addExtension, addSkillGroup, addStaff, type Dialect } from "../../provider/simulator";
import type { Centre, CentreOptions } from "../resources/centre";

/** The identity's random part and the key of digests, in every golden file. */
const RANDOM = "000000000000";
export const DIGEST_KEY = "000102030405060708090a0b0c0d0e0f";

/** The service's clock, so that what it notes is the same in every run. */
export const options: CentreOptions = {
  now: () => Date.parse("2026-12-01T00:00:00Z"),
  // The likeliest reading pauses nothing before its start; here each declaration must come up.
  dialect: { pauseInitial: "ok", campaignPauseReady: "ok" } satisfies Partial<Dialect>,
};

/** Whom and what the declarations name. */
export function surroundings({ data }: Pick<Centre, "data">): void {
  addSkillGroup(data, { skillGroupId: 901, name: "First", type: 0 });
  addSkillGroup(data, { skillGroupId: 902, name: "Second", type: 0 });
  addStaff(data, {
    mail: "han@example.com",
    name: "Han",
    staffNumber: "1009",
    roles: [1],
    lastModified: 1_796_000_000,
  });
  addExtension(data, { extensionId: "2009", name: "Hall" });
}

/** The program's inputs as `check` stores them, the random part of the identity replaced. */
export async function stored(
  handlers: Handlers,
  type: keyof Handlers,
  inputs: Plain,
  olds: Plain = {},
): Promise<Plain> {
  const checked = await handlers[type].check!(olds, inputs);
  assert.deepEqual(checked.failures, []);
  return fixed(checked.inputs as Plain);
}

/** A state with nothing random in it; every place must look as it did. */
export function fixed(props: Plain): Plain {
  const identity = String(props.__identity);
  assert.match(identity, /#[0-9a-f]{12}$/, "the identity ends in a random part");
  return { ...props, __identity: identity.replace(/#[0-9a-f]{12}$/, `#${RANDOM}`) };
}

/** Outputs of a create as a golden file shows them. */
export function shownOutputs(outs: Plain): Plain {
  const shown = fixed(outs);
  // What is random of the resource, and what follows from it: shown under a fixed key by an update.
  if (outs.digestKey !== undefined) {
    assert.match(String(outs.digestKey), /^[0-9a-f]{32}$/);
    assert.match(String(outs.calleesDigest), /^[0-9a-f]{16}$/);
    Object.assign(shown, { digestKey: "32 hexadecimal digits", calleesDigest: "16 hexadecimal digits" });
  }
  // Made up by the service.
  if (outs.password !== undefined) shown.password = "as the service shows it";
  return shown;
}
