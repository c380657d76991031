import type { Clock } from "../base/clock";
import { createIsGone } from "./gone";
import type { Lag } from "./lag";
import { createSharedList, type Ticks } from "./shared-list";

/**
 * The shared, cached list of one kind of object: one complete list serves everybody who may be served by it.
 *
 * The rule: a list may serve a caller only if it began after the last write that touched the caller's key had ended. At
 * most one list call is in flight and one pending; whoever needs a list that begins later shares the pending one.
 */
export interface Directory<T> {
  /**
   * The row of a key, from a list that began after the last `wrote(key)` and is at most 60 s old. Where case does not
   * matter, an exact match wins, else the only match without case; two of those are none.
   */
  find(key: string): Promise<T | undefined>;
  /** All rows, from a list begun after the last `wrote` of any key and at most 60 s old; `fresh`: begun after this call. */
  all(options?: { fresh?: boolean }): Promise<readonly T[]>;
  /** Like `find`, from a list that begins after this call, shared by all who ask meanwhile: for polling. */
  refind(key: string): Promise<T | undefined>;
  /** To be called when a write that touched the key has ended, also when it failed without a certain outcome. */
  wrote(key: string): void;
  /** Whether the object is gone, by time and two witnesses: see gone.ts. Rejects when the service cannot be asked. */
  isGone(key: string): Promise<boolean>;
  /** To be called when this process deleted the object and a list has it no more: it needs no more time to be gone. */
  left(key: string): void;
}

export interface DirectoryOptions<T> {
  clock: Clock;
  lag: Lag;
  ticks: Ticks;
  keyOf(row: T): string | undefined;
  /** Form of a key under which it is compared when there is no exact match; the identity where case matters. */
  normal(key: string): string;
  /** Fetches the complete list. */
  list(): Promise<readonly T[]>;
  /** Asks for some keys by the service's own filter; rows that were not asked for do no harm. */
  ask(keys: readonly string[]): Promise<readonly T[]>;
  /** Keys of one `ask`. */
  askSize: number;
  /** See `Witnesses` in gone.ts. */
  askIsSure?: boolean;
}

export function createDirectory<T>(options: DirectoryOptions<T>): Directory<T> {
  const { clock, ticks, normal } = options;
  const shared = createSharedList(async () => index(await options.list(), options), ticks, clock);
  const writes = new Map<string, number>();
  /** When each key was written, in milliseconds. */
  const written = new Map<string, number>();
  const departed = new Set<string>();
  let lastWrite = 0;
  const isGone = createIsGone({
    clock,
    askSize: options.askSize,
    ...(options.askIsSure ? { askIsSure: true } : {}),
    lagOver: async (keys) => {
      const doubted = keys.map(normal).filter((key) => !departed.has(key));
      if (doubted.length > 0) await options.lag.over(Math.max(...doubted.map((key) => written.get(key) ?? 0)));
    },
    list: async () => {
      const fresh = await shared.after(ticks.now());
      return { knows: fresh.knows, empty: fresh.rows.length === 0 };
    },
    ask: async (keys) => index(await options.ask(keys), options).knows,
  });
  return {
    find: async (key) => (await shared.after(writes.get(normal(key)) ?? 0)).get(key),
    refind: async (key) => (await shared.after(ticks.now())).get(key),
    all: async ({ fresh = false } = {}) => (await shared.after(fresh ? ticks.now() : lastWrite)).rows,
    wrote: (key) => {
      lastWrite = ticks.next();
      writes.set(normal(key), lastWrite);
      written.set(normal(key), clock.now());
      departed.delete(normal(key));
    },
    left: (key) => void departed.add(normal(key)),
    isGone,
  };
}

interface Index<T> {
  rows: readonly T[];
  /** The row of a key: the exact match, else the only one in normal form. */
  get(key: string): T | undefined;
  /** Whether any row has the key in any spelling. */
  knows(key: string): boolean;
}

function index<T>(rows: readonly T[], { keyOf, normal }: DirectoryOptions<T>): Index<T> {
  const exact = new Map<string, T>();
  const loose = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    exact.set(key, row);
    const same = loose.get(normal(key));
    if (same) same.push(row);
    else loose.set(normal(key), [row]);
  }
  return {
    rows,
    get: (key) => {
      const same = loose.get(normal(key)) ?? [];
      return exact.get(key) ?? (same.length === 1 ? same[0] : undefined);
    },
    knows: (key) => loose.has(normal(key)),
  };
}
