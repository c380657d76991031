import type { Clock } from "../base/clock";
import { createIsGone } from "./gone";
import type { Lag } from "./lag";
import { createSharedList, type Ticks } from "./shared-list";
import { Spellings } from "./spellings";

/**
 * The shared, cached list of one kind of object: one complete list serves everybody who may be served by it.
 *
 * The rule: a list may serve a caller only if it began after the last write that touched the caller's key had ended. At
 * most one list call is in flight and one pending; whoever needs a list that begins later shares the pending one.
 */
export interface Directory<T> {
  /**
   * The row of a key, from a list that began after the last `wrote(key)` and is at most 60 s old. Where case does not
   * matter, an exact match wins, else the only match without case; two of those are none. With `apart`, a key that was known
   * exactly or matched once keeps its meaning: see spellings.ts.
   */
  find(key: string): Promise<T | undefined>;
  /** All rows, from a list begun after the last `wrote` of any key and at most 60 s old; `fresh`: begun after this call. */
  all(options?: { fresh?: boolean }): Promise<readonly T[]>;
  /** Like `find`, from a list that begins after this call, shared by all who ask meanwhile: for polling. */
  refind(key: string): Promise<T | undefined>;
  /** With `apart`: how a state knows the object of this key to be spelled. */
  pin(key: string, spelling: string): void;
  /** To be called before an object of this key is made; what it gives, when it was made or may have been. */
  making(key: string): () => void;
  /** Whether the last list shows another object under exactly this spelling than the one that the key means. */
  isAnothers(key: string): boolean;
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
  /** Whether two keys of one normal form may be two objects. */
  apart?: true;
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
  const spellings = options.apart ? new Spellings() : undefined;
  let last: Index<T> | undefined;
  const listed = async (): Promise<Index<T>> => {
    last = index(await options.list(), options, spellings);
    spellings?.list(last.keys());
    return last;
  };
  const shared = createSharedList(listed, ticks, clock);
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
    ask: async (keys) => index(await options.ask(keys), options, spellings).knows,
  });
  return {
    find: async (key) => (await shared.after(writes.get(normal(key)) ?? 0)).get(key),
    refind: async (key) => (await shared.after(ticks.now())).get(key),
    all: async ({ fresh = false } = {}) => (await shared.after(fresh ? ticks.now() : lastWrite)).rows,
    pin: (key, spelling) => spellings?.pin(key, spelling),
    making: (key) => {
      const there = last;
      return () => spellings?.made(key, there?.alike(key) ?? []);
    },
    isAnothers: (key) => {
      const means = spellings?.known(key);
      return means !== undefined && means !== key && last?.shows(key) === true;
    },
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
  keys(): Iterable<string>;
  /** The keys that have the normal form of this one. */
  alike(key: string): readonly string[];
  /** The row of a key: the exact match, else the only one in normal form. What is found this way is remembered. */
  get(key: string): T | undefined;
  /** Whether any row may be that of the key. */
  knows(key: string): boolean;
  /** Whether a row is spelled exactly so. */
  shows(key: string): boolean;
}

function index<T>(
  rows: readonly T[],
  { keyOf, normal }: DirectoryOptions<T>,
  spellings: Spellings | undefined,
): Index<T> {
  const exact = new Map<string, T>();
  const loose = new Map<string, string[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    // Of two rows with one key it is the last that counts.
    if (!exact.has(key)) loose.set(normal(key), [...(loose.get(normal(key)) ?? []), key]);
    exact.set(key, row);
  }
  const shows = (key: string): boolean => exact.has(key);
  const alike = (key: string): readonly string[] => loose.get(normal(key)) ?? [];
  const candidates = (key: string): readonly string[] => {
    if (spellings) return spellings.candidates(key, shows, alike(key));
    return shows(key) ? [key] : alike(key);
  };
  return {
    rows,
    shows,
    alike,
    keys: () => exact.keys(),
    get: (key) => {
      const [found, ...more] = candidates(key);
      if (found === undefined || more.length > 0) return undefined;
      spellings?.pin(key, found);
      return exact.get(found);
    },
    knows: (key) => candidates(key).length > 0,
  };
}
