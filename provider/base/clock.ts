import { UserError } from "./errors";

/**
 * Time, in one place: every wait of the provider is asked for here, so that one scale shrinks them all.
 *
 * `TCCC_TIME_SCALE` (default 1, bounds 0.0001–10) multiplies every wait: the patience of a confirm, the pause between
 * two polls, the delay before a retry. It exists for tests; it changes no timestamp and no rate limit.
 */
export interface Clock {
  /** Milliseconds since the epoch, unscaled. */
  now(): number;
  /** Waits `ms` milliseconds, scaled. */
  sleep(ms: number): Promise<void>;
  /** A wait of `ms`, as the milliseconds it really takes. */
  scaled(ms: number): number;
}

export function systemClock(env: NodeJS.ProcessEnv = process.env): Clock {
  const scale = parseScale(env.TCCC_TIME_SCALE);
  const scaled = (ms: number): number => ms * scale;
  return {
    now: () => Date.now(),
    scaled,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, scaled(ms))),
  };
}

function parseScale(text: string | undefined): number {
  if (text === undefined || text === "") return 1;
  const value = Number(text);
  if (!(value >= 0.0001 && value <= 10)) {
    throw new UserError(`TCCC_TIME_SCALE: expected a number from 0.0001 to 10, got "${text}"`);
  }
  return value;
}
