import { serviceError } from "./errors";

const windowMs = 1000;

/** Calls per second and action, counted in a sliding window per key, as the service limits them. */
export class RateLimit {
  /** How many calls were refused since the start or the last reset. */
  throttled = 0;
  readonly #admitted = new Map<string, number[]>();

  /** @param perSecond 0 means unlimited */
  constructor(private readonly perSecond: number) {}

  /** Counts one call or refuses it. Refused calls do not count. Time is real time: it is the client's pace that counts. */
  admit(key: string): void {
    if (this.perSecond === 0) return;
    const now = performance.now();
    const recent = (this.#admitted.get(key) ?? []).filter((at) => at > now - windowMs);
    this.#admitted.set(key, recent);
    if (recent.length >= this.perSecond) {
      this.throttled += 1;
      throw limitExceeded(recent.length + 1, this.perSecond);
    }
    recent.push(now);
  }

  reset(): void {
    this.#admitted.clear();
    this.throttled = 0;
  }
}

export const limitExceeded = (times: number, limit: number) =>
  serviceError(
    "RequestLimitExceeded",
    `Your current request times equals to \`${times}\` in a second, which exceeds the frequency limit \`${limit}\` ` +
      "for a second. Please reduce the frequency of calls.",
  );
