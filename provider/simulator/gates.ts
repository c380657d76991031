import type { CallRecord } from "./calls";

/** Calls that wait until the test lets them go. */
export interface Hold {
  /** Resolves when the call has arrived, is recorded and waits. */
  readonly arrived: Promise<CallRecord>;
  /** Lets everything go that waits here, and everything that would. A call whose client is gone is never applied. */
  release(): void;
}

export interface HoldOptions {
  /** `before` (default): the call waits before it is applied. `after`: it is applied, and the answer waits. */
  when?: "before" | "after";
  /** Only this action; any when left out. */
  action?: string;
  /** Only calls that change something. */
  writesOnly?: boolean;
}

interface Gate {
  options: HoldOptions;
  /** Calls still to be let through before the gate closes. */
  remaining: number;
  /** A gate of `hold` stops one call, one of `pauseAt` all that follow too. */
  stopsAll: boolean;
  closed: boolean;
  /** Whether the calls that waited may go on; `false` drops them. */
  opened: Promise<boolean>;
  arrive(record: CallRecord): void;
}

/** Where calls can be made to wait, and watched. */
export class Gates {
  readonly #gates = new Set<Gate>();
  readonly #releases = new Set<(goOn: boolean) => void>();
  readonly #watchers = new Set<{ action: string | undefined; resolve: (record: CallRecord) => void }>();

  /** Resolves at the next call of this action (of any, when left out), before it is applied. */
  nextCall(action?: string): Promise<CallRecord> {
    return new Promise((resolve) => this.#watchers.add({ action, resolve }));
  }

  /** Makes the `n`-th call from now on wait, and, if `stopsAll`, every later one. */
  close(n: number, stopsAll: boolean, options: HoldOptions): Hold {
    const arrival = open<CallRecord>();
    const opening = open<boolean>();
    const gate: Gate = {
      options,
      remaining: n - 1,
      stopsAll,
      closed: false,
      opened: opening.promise,
      arrive: arrival.resolve,
    };
    const release = (goOn: boolean) => {
      this.#gates.delete(gate);
      this.#releases.delete(release);
      opening.resolve(goOn);
    };
    this.#gates.add(gate);
    this.#releases.add(release);
    return { arrived: arrival.promise, release: () => release(true) };
  }

  /** A call comes by: the promises it must wait for before it is applied and before it is answered. */
  enter(
    record: CallRecord,
    writes: boolean,
  ): { before: Promise<boolean>[]; after: Promise<boolean>[]; arrive: () => void } {
    for (const watcher of [...this.#watchers]) {
      if (watcher.action !== undefined && watcher.action !== record.action) continue;
      this.#watchers.delete(watcher);
      watcher.resolve(record);
    }
    const waits = { before: [] as Promise<boolean>[], after: [] as Promise<boolean>[], arrive: () => {} };
    for (const gate of [...this.#gates]) {
      const { action, writesOnly, when = "before" } = gate.options;
      if (gate.closed) {
        if (gate.stopsAll) waits.before.push(gate.opened);
        continue;
      }
      if ((action !== undefined && action !== record.action) || (writesOnly === true && !writes)) continue;
      gate.remaining -= 1;
      if (gate.remaining >= 0) continue;
      gate.closed = true;
      waits[when].push(gate.opened);
      const previous = waits.arrive;
      const announce = () => gate.arrive(record);
      // One that waits before being applied has arrived now; one that waits with its answer, once it is applied.
      if (when === "before") announce();
      else
        waits.arrive = () => {
          previous();
          announce();
        };
    }
    return waits;
  }

  /** Opens every gate; the calls that wait there are dropped. */
  dropAll(): void {
    for (const release of [...this.#releases]) release(false);
  }
}

/** A promise and the way to resolve it. */
function open<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
