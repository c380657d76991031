import { UserError } from "../base/errors";
import type { CredentialSource, Credentials } from "./credentials";

/** Credentials of a role, and when they end. */
export interface Temporary {
  credentials: Credentials;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Credentials are renewed so many milliseconds before they expire, or in the last half of a shorter life. */
const EARLY_MS = 30_000;

/**
 * A source of credentials that expire. One renewal serves all who ask meanwhile. Where it fails, what has not expired yet
 * is used on; the next call tries again.
 *
 * An answer that has expired already is a failure and no reason to ask at once again: it would be asked for without end.
 *
 * @param what gives them, as the subject of a sentence
 * @param fetch gives new ones; `isRenewal`: there were some before
 */
export function renewed(what: string, fetch: (isRenewal: boolean) => Promise<Temporary>): CredentialSource {
  let current: (Temporary & { renewAt: number }) | undefined;
  let renewing: Promise<Credentials> | undefined;

  async function renew(): Promise<Credentials> {
    const { credentials, expiresAt } = await fetch(current !== undefined);
    const lifeMs = expiresAt - Date.now();
    if (!(lifeMs > 0)) {
      throw new UserError(
        `${what} gave credentials that had expired already (at ${timeOf(expiresAt)}; this machine's clock says ${timeOf(Date.now())}). Set the clock of this machine right if it is wrong, and run again`,
      );
    }
    current = { credentials, expiresAt, renewAt: expiresAt - Math.min(EARLY_MS, lifeMs / 2) };
    return credentials;
  }

  return async () => {
    if (current && current.renewAt > Date.now()) return current.credentials;
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
    try {
      return await renewing;
    } catch (error) {
      if (current && current.expiresAt > Date.now()) return current.credentials;
      throw error;
    }
  };
}

function timeOf(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : "a time that cannot be read";
}
