import { isInternal, mailKey, ServiceError, type StaffInfo } from "../../api";
import { UserError } from "../../base/errors";
import { RefusedThenAccepted } from "../../core/job";
import { allSeenGone, declaredMail, findOrGone, namingInDoubt, seenGone, stillListed } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";
import { touching } from "./live";
import { detach, nameAgain, namedElsewhere, namesAgent, stillNamed } from "./named-elsewhere";

export interface LeavePolicy {
  whenOnline: "fail" | "wait" | "forceOffline" | undefined;
  /** With `wait`: at most so many seconds. */
  onlineWaitSeconds: number | undefined;
  /** Asked before each deletion that is sent after others, or after a wait; may refuse. */
  mayStillGo?(email: string): Promise<void>;
  /** Asked before the first deletion is sent; may refuse. */
  beforeDelete?(row: StaffInfo): void;
}

const WAIT_S = 300;
/** Between two looks at who is online. */
const LOOK_MS = 2_000;
const LONGEST_LOOK_MS = 8_000;
/** How long a phone or a forwarding that stands in the way of a deletion is waited for, beyond this run's last release. */
const NAMED_MS = 30_000;
/** How long a forced-offline agent may take to become deletable. */
const FORCED_S = 30;
/** A mixed batch may be refused as a whole for the sake of others; so often it is sent again. */
const TRIES = 3;

/**
 * Deletes one account, so that it is seen to be gone. Agents who are online cannot be deleted, and the service says so
 * inside a success; what is done then is the policy's. `TCCC_WHEN_ONLINE` overrides it for one run, since a removed
 * resource cannot be edited.
 */
export async function leave(ctx: Context, mail: string, policy: LeavePolicy, answered?: "online"): Promise<void> {
  const doing = `deleting Staff ${mail}`;
  const row = await calling(doing, () => findOrGone(ctx.instance.staff, mail, `Staff ${mail}`));
  if (!row) return;
  policy.beforeDelete?.(row);
  const email = row.Mail ?? mail;
  try {
    await calling(doing, () => remove(ctx, { email, mail: declaredMail(ctx, email, mail) }, policy, answered));
  } catch (error) {
    // Of one who stays nothing is taken away.
    await nameAgain(ctx, email).catch((failure) => ctx.log.notice(`${email}: ${(failure as Error).message}`));
    throw error;
  }
  noteLeft(ctx);
}

async function remove(
  ctx: Context,
  { email, mail }: { email: string; mail: string },
  policy: LeavePolicy,
  answered: "online" | undefined,
): Promise<void> {
  let refusal: unknown;
  const deleted = (name: string): Promise<"accepted" | "online"> =>
    namingInDoubt(name, mail, (one) => sendPatiently(ctx, one, policy)).catch((error) => {
      if (!(error instanceof RefusedThenAccepted)) throw error;
      refusal = error.refusal;
      return "accepted";
    });
  for (let tries = 1; ; tries++) {
    // A mail in another spelling than calls take may be accepted and passed over: then the declared one is tried.
    const name = tries === 1 ? email : mail;
    const answer = tries === 1 && answered ? answered : await deleted(name);
    if (answer === "online") return whenOnline(ctx, name, policy);
    if (await seenGone(ctx, ctx.instance.staff, email)) return;
    if (tries === TRIES) throw refusal ?? stillListed(`Staff ${email}`);
  }
}

/**
 * Deletes many accounts, in as few calls as they need and with one look at the list for all. Whoever is left then is dealt
 * with one by one. Gives the failure of each who stayed.
 *
 * @param people mail as declared → mail as the service spells it
 */
export async function leaveAll(
  ctx: Context,
  people: ReadonlyMap<string, string>,
  policy: LeavePolicy,
): Promise<Map<string, unknown>> {
  const failures = new Map<string, unknown>();
  if (people.size === 0) return failures;
  const sent = await Promise.all(
    [...people].map(async ([mail, email]) => {
      // What failed here is tried again for the person alone, and told if it fails again.
      const answer = await ctx.instance.deleteStaff(email).catch(() => undefined);
      return { mail, email, answer };
    }),
  );
  const accepted = sent.filter(({ answer }) => answer === "accepted").map(({ email }) => email);
  const gone = await allSeenGone(ctx, ctx.instance.staff, accepted).catch(() => new Set<string>());
  const left = sent.filter(({ email }) => !gone.has(email));
  await Promise.all(
    left.map(async ({ mail, answer }) => {
      try {
        await leave(ctx, mail, policy, answer === "online" ? answer : undefined);
      } catch (error) {
        failures.set(mail, error);
      }
    }),
  );
  noteLeft(ctx);
  return failures;
}

function noteLeft({ memory, clock }: Context): void {
  memory.lastRelease = clock.now();
  memory.lastLeave = memory.lastRelease;
}

async function send(ctx: Context, email: string, policy: LeavePolicy): Promise<"accepted" | "online"> {
  await policy.mayStillGo?.(email);
  try {
    return await ctx.instance.deleteStaff(email);
  } catch (error) {
    // Deleting what is gone may be refused by the service; gone already is success.
    if (isRefusal(error) && !(await ctx.instance.staff.refind(email))) return "accepted";
    throw error;
  }
}

/** By which code the service refuses is not documented for this action; internal errors are the ones that are. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ServiceError && (error.applied === "no" || isInternal(error));

/**
 * An account may not be deletable while a phone belongs to it, or calls are forwarded to it: this run may be about to take
 * those away, and else they are named.
 */
async function sendPatiently(ctx: Context, email: string, policy: LeavePolicy): Promise<"accepted" | "online"> {
  const started = ctx.clock.now();
  let detached = false;
  for (let look = LOOK_MS; ; look = Math.min(look * 2, LONGEST_LOOK_MS)) {
    try {
      return await send(ctx, email, policy);
    } catch (error) {
      if (!isRefusal(error) || ctx.loop.judge(error) === "fatal") throw error;
      const named = (await namedElsewhere(ctx, [email])).get(mailKey(email));
      const what = named && namesAgent(named);
      if (what === undefined) throw error;
      if (!detached && (await detach(ctx, email))) {
        detached = true;
        continue;
      }
      const last = Math.max(started, ctx.memory.lastRelease);
      if (ctx.clock.now() - last >= ctx.clock.scaled(NAMED_MS)) throw stillNamed(email, what, error);
    }
    await ctx.clock.sleep(look);
  }
}

async function whenOnline(ctx: Context, email: string, policy: LeavePolicy): Promise<void> {
  const override = ctx.account.settings.whenOnline;
  const mode = override ?? policy.whenOnline ?? "fail";
  const rule = `whenOnline is "${mode}"${override ? ", from TCCC_WHEN_ONLINE" : ""}`;
  if (mode === "fail") {
    throw new UserError(
      `${email} is online, and the service does not delete agents who are (${rule}). ` +
        "Run again when she has logged off, or let this run wait or log her off: TCCC_WHEN_ONLINE=wait or TCCC_WHEN_ONLINE=forceOffline",
    );
  }
  if (mode === "wait") return waitOffline(ctx, email, policy, rule);
  return forceOffline(ctx, email, policy);
}

async function waitOffline(ctx: Context, email: string, policy: LeavePolicy, rule: string): Promise<void> {
  const seconds = policy.onlineWaitSeconds ?? WAIT_S;
  for (let waited = 0; waited <= seconds * 1000; waited += LOOK_MS) {
    if (await isOffline(ctx, email)) {
      if ((await sendPatiently(ctx, email, policy)) === "accepted" && (await seenGone(ctx, ctx.instance.staff, email)))
        return;
    }
    await ctx.clock.sleep(LOOK_MS);
  }
  throw new UserError(
    `${email} was still online after ${seconds} s (${rule}), and the service does not delete agents who are. ` +
      "Run again later, raise onlineWaitSeconds, or log her off for this run: TCCC_WHEN_ONLINE=forceOffline",
  );
}

async function isOffline(ctx: Context, email: string): Promise<boolean> {
  const status = (await ctx.instance.presence({ fresh: true })).get(email)?.Status;
  return status === undefined || status.toLowerCase() === "offline";
}

/** Logs the agent off, then deletes her; where that fails in the end she may log in again. */
async function forceOffline(ctx: Context, email: string, policy: LeavePolicy): Promise<void> {
  try {
    await logOff(ctx, email);
    for (let waited = 0; waited <= FORCED_S * 1000; waited += LOOK_MS) {
      if (
        (await sendPatiently(ctx, email, policy)) === "accepted" &&
        (await seenGone(ctx, ctx.instance.staff, email))
      ) {
        ctx.memory.forcedOut.add(mailKey(email));
        return;
      }
      await ctx.clock.sleep(LOOK_MS);
    }
  } catch (error) {
    if (await restore(ctx, email)) {
      ctx.log.notice(
        `${email} was forced offline, but could not be deleted; her account was restored and she can log in again`,
      );
    }
    throw error;
  }
  const restored = (await restore(ctx, email)) ? "; her account was restored and she can log in again" : "";
  throw new UserError(
    `${email} was forced offline, but could not be deleted within ${FORCED_S} s${restored}. Run \`pulumi up\` again`,
  );
}

/** She may have logged off by herself meanwhile, which some readings of the documentation answer with a refusal. */
async function logOff(ctx: Context, email: string): Promise<void> {
  try {
    await ctx.instance.call("ForceMemberOffline", { UserId: email });
  } catch (error) {
    const refused = error instanceof ServiceError && error.applied === "no";
    if (!refused || !(await isOffline(ctx, email))) throw error;
  }
}

async function restore(ctx: Context, email: string): Promise<boolean> {
  try {
    await touching(ctx, email, () => ctx.instance.call("RestoreMemberOnline", { UserId: email }));
    return true;
  } catch (error) {
    ctx.log.notice(
      `${email} was forced offline and could not be restored: ${(error as Error).message}. Restore her in the console`,
    );
    return false;
  }
}
