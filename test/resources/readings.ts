import { type Dialect, defaultDialect, dialectValues } from "../../provider/simulator";

/** Switches of what no resource here calls. */
const elsewhere = /^(record|session|history|callInOmitted|protected|groupMetrics|metricsUnknown)/;

/** Every value of every switch that can reach a resource. */
export const switches: readonly (readonly [name: string, values: readonly unknown[]])[] = Object.entries(
  dialectValues,
).filter(([name, values]) => !elsewhere.test(name) && values.length > 0);

/** Switches in milliseconds that can reach a resource, none of them the likeliest; `endingMs` matters with another one only. */
const delays: Readonly<Record<string, readonly number[]>> = {
  writeDelayMs: [500, 3000],
  mailFreedAfterMs: [5000],
  offlineAfterMs: [5000],
  groupNameFreedAfterMs: [5000],
};

export type Reading = readonly [name: string, dialect: Partial<Dialect>];

/** Each switch alone at each value that is not the likeliest. */
export function singleReadings(): Reading[] {
  const known = defaultDialect as unknown as Record<string, unknown>;
  const single = switches.flatMap(([name, values]) =>
    values.filter((value) => value !== known[name]).map((value): Reading => [`${name}: ${value}`, { [name]: value }]),
  );
  const late = Object.entries(delays).flatMap(([name, values]) =>
    values.map((value): Reading => [`${name}: ${value}`, { [name]: value }]),
  );
  return [...single, ...late];
}

/** Readings that are harder together than each alone. */
export const together: readonly Partial<Dialect>[] = [
  // What a change clears looks like what is never shown, and what is put back comes in another form.
  {
    modifyOmitted: "clear",
    modifyOmittedGroups: "clear",
    emptyTexts: "absent",
    emptyLists: "absent",
    phoneEcho: "plus",
  },
  // A task that is over answers with zeros.
  { stoppedListed: false, describeOneUnknown: "empty", stopGoesTo: "3-then-4" },
  { bindMode: "replace", rebind: "fails", unbindUnknown: "InvalidParameter", numberBindMode: "replace" },
  // The list shows who is deleted and nobody who is over, and only the list has a status.
  {
    campaignNewMembers: "absent",
    campaignDeletedListed: true,
    campaignEndedListed: false,
    describeOneUnknown: "empty",
  },
  // One that is ready can be neither stopped nor deleted; and then at least once it is paused.
  { campaignAbortReady: "refuse", campaignDeleteLive: "refuse-ready" },
  { campaignAbortReady: "refuse", campaignDeleteLive: "refuse-ready", campaignPauseReady: "ok" },
  { campaignAbortReady: "refuse", campaignAbortEnded: "InvalidParameterValue", campaignUpdateTimes: "clear" },
  // One refused group costs only itself, and what is bound already is refused.
  { bindMode: "replace", rebind: "fails", unbindUnknown: "InvalidParameter", bindRefused: "partial" },
  // A mail or a number in another spelling than calls take: what is refused in one is passed over in the other.
  { rebind: "fails", bindRefused: "partial", unknownStaffBind: "ignored", unknownNumberBind: "ignored" },
  // An account that is made anew, of an agent who is online and whom a phone and a forwarding name.
  {
    ...{
      mailFreedAfterMs: 5000,
      offlineAfterMs: 5000,
      forcedSurvives: true,
      restoreNotForced: "InvalidParameterValue",
    },
    ...{ deletedStaffNamed: "cleared", errorItemCode: "err", modifyOmitted: "clear", modifyOmittedGroups: "clear" },
  },
  {
    ...{ deletedStaffNamed: "InternalError.DBError", deleteMixed: "refuse-all", extensionRelation: "one-phone" },
    ...{ createDuplicate: "call-all-or-nothing", mailFreedAfterMs: 5000, deleteUnknown: "error" },
  },
  // A group in use is refused by a code that says nothing, and keeps its name.
  { deleteGroupBound: "InternalError.DBError", groupNameFreedAfterMs: 5000, emptyLists: "absent" },
  // A task that cannot be stopped before its start can once it is paused; and then not even so.
  { stopInitial: "UnsupportedOperation", pauseInitial: "ok", stopFinished: "ok" },
  { stopInitial: "UnsupportedOperation", stopPaused: "UnsupportedOperation", pauseInitial: "ok" },
  // A long list of tasks in small pages, of which the first is given twice.
  { taskPageLimit: 20, taskPageBase: "0-and-1", pageTooLarge: "clamped", totals: "zero", pageOrder: "shuffled" },
  { bindMode: "replace", rebind: "ignored", mailCase: "lowered", mailMatch: "ignoreCase", mailFilter: "fuzzy" },
];

/** Readings at random, each switch at any of its values: always the same ones for a seed. */
export function randomReadings(seed: number, count: number): Reading[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, index): Reading => {
    const dialect: Record<string, unknown> = {};
    for (const [name, values] of switches) dialect[name] = values[Math.floor(random() * values.length)];
    for (const [name, values] of Object.entries(delays)) {
      if (random() < 0.2) dialect[name] = Math.floor(random() * Math.max(...values));
    }
    // Nobody could read a list that comes row by row in no order.
    if (dialect.pageLimit === 1 && dialect.pageOrder !== "stable") dialect.pageLimit = 15;
    return [`combination ${index + 1} of seed ${seed}`, dialect];
  });
}

/** Numbers from 0 to 1 (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
