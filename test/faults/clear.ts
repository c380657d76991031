import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import type { Failure } from "../resources/centre";

/** No message of one failure is longer; a roster tells those of its people. */
const LONGEST = 900;
const LONGEST_OF_ROSTER = 2000;

/** What was done to which object, as every message begins. */
const BEGINNING =
  /^(comparing|creating|updating|reading|deleting|replacing|binding|unbinding|stopping|pausing|resuming|setting|resetting|took|the service|Staff|AutoCalloutTask|PredictiveDialingCampaign) .*(Staff|Roster|SkillGroup|Extension|AutoCalloutTask|PredictiveDialingCampaign|number|extension|skill group|campaign|task|@example\.com)/;

const ADVICE =
  /\b(run (again|`pulumi|the same command)|check |look |set it right|stop it in the console|change it in the console|let other users|try again|leave out)/i;

/** Asserts that a failure is one clear message: what failed, on which object, what to do; nothing else, and no secret. */
export function assertClear(failure: Failure & Partial<Error>, secrets: readonly string[]): void {
  const message = failure.reasons?.join("\n") ?? failure.message;
  const all = `${message}\n${failure.message}\n${failure.stack ?? ""}`;
  const told = `not clear: ${message}`;
  assert.match(message, BEGINNING, told);
  assert.match(message, ADVICE, `${told} (what to do)`);
  const longest = / Roster /.test(message) ? LONGEST_OF_ROSTER : LONGEST;
  assert.ok(message.length <= longest, `${told} (${message.length} characters)`);
  assert.ok((failure.reasons ?? [message]).length === 1, `${told} (several reasons)`);
  assert.doesNotMatch(all, /\bat .*\.(ts|js|mjs|cjs):\d/, `${told} (a stack)`);
  // A parser may quote the first characters of what it got.
  assert.doesNotMatch(all, /<\/|<script|<div|<[a-z!][^"]{16,}/i, `${told} (a page)`);
  assert.doesNotMatch(all, /defect|undefined|\[object|NaN/, told);
  for (const secret of secrets) assert.ok(!all.includes(secret), `a secret in: ${message}`);
}

/** Nothing of what Pulumi's wire refuses: it would lose the object that the failure is about to keep. */
export function assertKept(properties: Plain): void {
  const text = JSON.stringify(properties, (_, value: unknown) => (value === undefined ? "UNDEFINED" : value));
  assert.doesNotMatch(text, /UNDEFINED/, `undefined in the state of a partial failure: ${text}`);
  assert.equal(typeof properties.__provider, "string", "a partial failure without __provider is not readable again");
}
