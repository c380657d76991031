import type { Clock } from "../base/clock";

/**
 * A pause in which things that happen at the same time meet. Not shrunk by the clock's scale: what it waits for (the
 * engine's next call) does not come sooner when tests shorten the provider's patience.
 */
export const gatherFor = (clock: Clock, ms: number): Promise<void> => clock.sleep(ms / clock.scaled(1));
