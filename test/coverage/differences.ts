/** A difference between two values of one form: where, and what is there in the second. */
export interface Difference {
  /** Such as `skillGroups[].name`; "" is the value itself. */
  at: string;
  now: unknown;
}

/** Where two values differ, as deep as their forms are alike. */
export function differences(before: unknown, now: unknown, at = ""): Difference[] {
  if (Array.isArray(before) && Array.isArray(now) && before.length === now.length) {
    return before.flatMap((item, index) => differences(item, now[index], `${at}[]`));
  }
  if (isRecord(before) && isRecord(now)) {
    const [lost, gained] = [missing(before, now), missing(now, before)];
    // A key that was renamed: the keys are the data.
    if (lost.length > 0 && gained.length > 0) return [{ at, now }];
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) =>
      differences(before[key], now[key], [...(at === "" ? [] : [at]), nameOf(key)].join(".")),
    );
  }
  return text(before) === text(now) ? [] : [{ at, now }];
}

/** Whether a value shows what the service said: itself, its instant, its truth, or its parts as a list. */
export function shows(now: unknown, sent: unknown): boolean {
  if (Array.isArray(now)) return shows(now.join(","), sent) || now.some((item) => shows(item, sent));
  if (now instanceof Date) return now.getTime() === Number(sent) * 1000 || now.getTime() === Number(sent);
  if (isRecord(now)) return Object.keys(now).includes(String(sent));
  if (typeof now === "boolean") return now === Boolean(sent);
  return String(now).toLowerCase() === String(sent).toLowerCase();
}

/** Any key of a record whose keys are data stands for all. */
const nameOf = (key: string): string => (/^\w+$/.test(key) ? key : "*");

const missing = (from: object, to: object): string[] => Object.keys(from).filter((key) => !(key in to));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

const text = (value: unknown): string => JSON.stringify(value) ?? "absent";
