import { hash, Random } from "./random";

/** The days and hours of the generator are those of Beijing, where there is no summer time. */
const zoneSeconds = 8 * 3600;
export const daySeconds = 24 * 3600;

/** The number of the day of a moment, and its first second. */
export const dayOf = (seconds: number): number => Math.floor((seconds + zoneSeconds) / daySeconds);
export const dayStart = (day: number): number => day * daySeconds - zoneSeconds;

/** Calls of an hour of the day, as shares of the day. */
const hours = [3, 2, 1, 1, 1, 2, 6, 18, 55, 88, 96, 84, 58, 66, 92, 94, 86, 72, 50, 40, 32, 22, 10, 6];
const hoursSum = hours.reduce((sum, share) => sum + share, 0);
/** Calls of a weekday against the average; day 0 was a Thursday. */
const weekdays = [1.05, 1.1, 0.85, 0.7, 1.15, 1.1, 1.05];
/** Hours differ from their share by up to this much either way. */
const unevenness = 0.15;

/** A stream of its own for each use. */
const stream = { hour: 1, start: 2, rounding: 3 } as const;

/** How many calls come, and when: known for any day without making a call. */
export class Plan {
  /** Calls before each hour of a day. */
  readonly #before = new Map<number, Uint32Array>();
  /** Whatever is drawn from it is told apart by a day and an index. */
  readonly seed: number;

  constructor(
    seed: number,
    sdkAppId: number,
    readonly callsPerDay: number,
  ) {
    this.seed = hash(seed, sdkAppId);
  }

  /** How many calls start on this day. */
  count(day: number): number {
    return this.callsPerDay === 0 ? 0 : this.#hours(day)[24]!;
  }

  /** When the call starts, in Unix seconds; later calls have higher indices. */
  startOf(day: number, index: number): number {
    const before = this.#hours(day);
    let hour = 0;
    while (before[hour + 1]! <= index) hour += 1;
    const first = before[hour]!;
    const place = (index - first + this.#share(stream.start, day, index)) / (before[hour + 1]! - first);
    return dayStart(day) + Math.floor((hour + place) * 3600);
  }

  /** How many calls of the day start before this moment. */
  countBefore(day: number, seconds: number): number {
    let low = 0;
    let high = this.count(day);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.startOf(day, middle) < seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #hours(day: number): Uint32Array {
    const known = this.#before.get(day);
    if (known !== undefined) return known;
    const before = new Uint32Array(25);
    // Rounded as a running sum, so that hours with less than one call have one now and then.
    let sum = this.#share(stream.rounding, day, 0);
    for (let hour = 0; hour < 24; hour += 1) {
      const uneven = 1 + unevenness * (2 * this.#share(stream.hour, day, hour) - 1);
      sum += this.callsPerDay * weekdays[((day % 7) + 7) % 7]! * (hours[hour]! / hoursSum) * uneven;
      before[hour + 1] = Math.floor(sum);
    }
    this.#before.set(day, before);
    return before;
  }

  #share(use: number, day: number, index: number): number {
    return new Random(hash(this.seed, use, day, index)).next();
  }
}
