import { type Directory, mayMeanMissing } from "../api";
import { UserError } from "../base/errors";
import { RefusedThenAccepted } from "../core/job";
import type { Context } from "./session";

/**
 * The live row of an object, or `undefined` when it is gone by two witnesses: missing in a complete list, and missing
 * when asked for by its own filter.
 */
export async function findOrGone<Row>(directory: Directory<Row>, key: string, what: string): Promise<Row | undefined> {
  const row = await directory.find(key);
  if (row) return row;
  if (await directory.isGone(key)) return undefined;
  const again = await directory.refind(key);
  if (again) return again;
  throw new UserError(`the service answers for ${what} when asked for it, but does not list it; try again in a minute`);
}

/** A mail as the service spells it, where it knows the account: calls use its spelling. */
export async function spelled(ctx: Context, mail: string): Promise<string> {
  return (await ctx.instance.staff.find(mail))?.Mail ?? mail;
}

/**
 * As {@link naming}, for a call that is also refused for other reasons than a name that is not known, where one that is not
 * known may be passed over silently: an acceptance in the second spelling is thrown as {@link RefusedThenAccepted}.
 */
export async function namingInDoubt<T>(
  shown: string,
  declared: string,
  call: (name: string) => Promise<T>,
): Promise<T> {
  let refusal: unknown;
  const answer = await naming(shown, declared, async (name) => {
    try {
      return await call(name);
    } catch (error) {
      refusal ??= error;
      throw error;
    }
  });
  if (refusal !== undefined) throw new RefusedThenAccepted(refusal);
  return answer;
}

/**
 * A call that names an account or a number: in the service's spelling, else as it was declared. A list may show mails in
 * another case, and numbers in another form, than calls take.
 */
export async function naming<T>(shown: string, declared: string, call: (name: string) => Promise<T>): Promise<T> {
  try {
    return await call(shown);
  } catch (error) {
    if (shown === declared || !mayMeanMissing(error)) throw error;
    return call(declared).catch(() => Promise.reject(error));
  }
}

/** A mail as it was declared, unless that is the spelling of somebody else's account: then as the service shows it. */
export function declaredMail(ctx: Context, shown: string, declared: string): string {
  return ctx.instance.staff.isAnothers(declared) ? shown : declared;
}

/** How long a lagging service may take to show what was written. */
export const PATIENCE_MS = 10_000;

/** Whether an object that was just deleted is gone from the list, with patience for a lagging service. */
export async function seenGone<Row>(ctx: Context, directory: Directory<Row>, key: string): Promise<boolean> {
  return (await allSeenGone(ctx, directory, [key])).has(key);
}

/** Those of several objects that are gone from the list; one list serves each look. */
export async function allSeenGone<Row>(
  ctx: Context,
  directory: Directory<Row>,
  keys: readonly string[],
): Promise<Set<string>> {
  const gone = new Set<string>();
  const look = async (find: (key: string) => Promise<Row | undefined>): Promise<boolean> => {
    const left = keys.filter((key) => !gone.has(key));
    await Promise.all(
      left.map(async (key) => {
        if (await find(key)) return;
        directory.left(key);
        gone.add(key);
      }),
    );
    return gone.size === keys.length;
  };
  if (await look(directory.find)) return gone;
  for (let waited = 0, pause = 100; waited < PATIENCE_MS; waited += pause, pause *= 2) {
    await ctx.clock.sleep(pause);
    if (await look(directory.refind)) return gone;
  }
  return gone;
}

export function stillListed(what: string): UserError {
  return new UserError(`the service accepted the deletion of ${what}, but still lists it; run \`pulumi up\` again`);
}
