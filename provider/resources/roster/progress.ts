import type { Context } from "../session";

/** At most one line in so many milliseconds, and none for what takes less. */
const EVERY_MS = 10_000;

/** Tells how far a long apply is. */
export interface Progress {
  /** So many people are left: at first all of them, then those of whom not everything could be done at once. */
  expect(left: number): void;
  /** One of them is done. */
  done(): void;
  /** Something was done for them. */
  moved(): void;
}

export function createProgress(ctx: Context, who: string): Progress {
  const started = ctx.clock.now();
  let told = started;
  let people = 0;
  let ready = 0;
  const before = ctx.account.calls();
  const tell = (): void => {
    const now = ctx.clock.now();
    if (now - told < EVERY_MS) return;
    told = now;
    const seconds = (now - started) / 1000;
    const calls = ctx.account.calls() - before;
    const left = ready > 0 ? `, about ${duration(((people - ready) * seconds) / ready)} left` : "";
    ctx.log.notice(
      `${who}: ${number(ready)} of ${number(people)} people done, ${(calls / seconds).toFixed(1)} calls a second${left}`,
    );
  };
  return {
    expect: (left) => {
      people = Math.max(people, left);
      ready = people - left;
    },
    done: () => {
      ready++;
      tell();
    },
    moved: tell,
  };
}

const number = (value: number): string => value.toLocaleString("en-US");

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
