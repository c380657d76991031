import { Instance } from "./instance";

/** Past states of the instances, for a service whose lists lag behind its writes (`dialect.writeDelayMs`). */
export class History {
  readonly #before = new Map<number, { at: number; state: Instance }[]>();

  /** Call before each write: remembers what is true until now. */
  remember(instance: Instance, now: number, delayMs: number): void {
    if (delayMs === 0) return;
    const states = (this.#before.get(instance.sdkAppId) ?? []).filter((one) => one.at > now - delayMs);
    states.push({ at: now, state: Instance.from(structuredClone(instance.toJSON())) });
    this.#before.set(instance.sdkAppId, states);
  }

  /** The instance as it was `delayMs` ago. What was changed by hand since the last write is seen at once. */
  view(instance: Instance, now: number, delayMs: number): Instance {
    if (delayMs === 0) return instance;
    return this.#before.get(instance.sdkAppId)?.find((one) => one.at > now - delayMs)?.state ?? instance;
  }

  reset(): void {
    this.#before.clear();
  }
}
