import DataLoader from "dataloader";
import type { Clock } from "../base/clock";
import { isAboutAccount, isInternal, isThrottled, isTransport, ServiceError } from "./errors";
import { gatherFor } from "./gather";

/**
 * Milliseconds without a new item after which a batch goes out. Pulumi's engine hands out operations one by one, tens of
 * milliseconds apart; one item alone waits no longer than this.
 */
const QUIET_MS = 80;

export interface BatchOptions<I, R> {
  clock: Clock;
  /** Most items of one call; a full batch goes out at once. */
  size: number;
  /** Whether an item may be sent again where nobody knows what became of it. Default false. */
  repeatable?: boolean;
  /** Sends one call and gives one result or one error for each item, in their order; throws when the whole call failed. */
  send(items: readonly I[]): Promise<(R | Error)[]>;
}

/**
 * Items that arrive together are sent together; each caller gets its own result or its own error.
 *
 * A definite refusal of a call with several items is taken apart: each item is sent alone, so that one bad item harms
 * nobody else. A failure that would meet each of them as well (network, credentials, throttling), or one of which nobody knows
 * what was applied, goes to every caller.
 */
export function createBatch<I, R>(options: BatchOptions<I, R>): (item: I) => Promise<R> {
  let open: { dispatch: () => void; items: number } | undefined;
  const loader = new DataLoader<I, R>((items) => sendOrSplit(options, items), {
    cache: false,
    maxBatchSize: options.size,
    batchScheduleFn: (dispatch) => {
      open = { dispatch, items: 0 };
    },
  });
  return (item) => {
    const result = loader.load(item);
    const batch = open;
    if (batch) {
      const position = ++batch.items;
      const close = () => {
        if (open === batch) open = undefined;
        batch.dispatch();
      };
      if (position === options.size) close();
      else {
        void gatherFor(options.clock, QUIET_MS).then(() => {
          if (open === batch && batch.items === position) close();
        });
      }
    }
    return result;
  };
}

async function sendOrSplit<I, R>(options: BatchOptions<I, R>, items: readonly I[]): Promise<(R | Error)[]> {
  try {
    return await options.send(items);
  } catch (error) {
    if (items.length === 1 || !mayBeOneItem(error, options.repeatable)) return items.map(() => asError(error));
    const alone = await Promise.all(items.map((item) => options.send([item]).catch((each) => [asError(each)])));
    return alone.map(([result]) => result as R | Error);
  }
}

/** An internal error is one of the codes by which the service refuses. */
const mayBeOneItem = (error: unknown, repeatable = false): boolean =>
  error instanceof ServiceError &&
  (error.applied === "no" || (repeatable && isInternal(error))) &&
  !isThrottled(error) &&
  !isTransport(error) &&
  !isAboutAccount(error);

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
