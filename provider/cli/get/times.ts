const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 7 * 86_400 };
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/** What a time on the command line looks like, for help and messages. */
export const TIME_FORMS =
  "2026-11-01 (midnight here), 2026-11-01T08:00:00+08:00, 2026-11-01T00:00:00Z, or back from now: -30m, -12h, -7d, -2w";

/** Unix seconds of a time on the command line, `undefined` when it is none. A day alone begins in the zone of this machine (`TZ`). */
export function timeOf(text: string, now: number): number | undefined {
  if (text === "now") return now;
  const back = /^-(\d{1,5})([mhdw])$/.exec(text);
  if (back) return now - Number(back[1]) * UNITS[back[2]!]!;
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (day) return midnight(Number(day[1]), Number(day[2]), Number(day[3]));
  const ms = WITH_OFFSET.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

function midnight(year: number, month: number, day: number): number | undefined {
  const date = new Date(year, month - 1, day);
  // 2026-02-30 would become a day in March.
  return date.getMonth() === month - 1 && date.getDate() === day ? Math.floor(date.getTime() / 1000) : undefined;
}
