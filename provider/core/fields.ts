import type { View } from "./job";
import { type Plain, shown } from "./values";

/** One field of an object: its name in the program and in the service's modify call, and when two values are the same. */
export interface Field<Row> {
  readonly key: string;
  /** The member of the modify call. */
  readonly member: string;
  /** The raw member of the list's row; `undefined` where the service does not show it at all. */
  raw(row: Row): unknown;
  read(row: Row): unknown;
  same(a: unknown, b: unknown): boolean;
  encode(value: unknown): unknown;
  /** Whether a freshly created object has this value before anything is set by a second call. */
  isFresh(value: unknown): boolean;
  /** The form in which a live value is stored where it is not the declared one. Default: as it was read. */
  stored?(value: unknown, declared: unknown): unknown;
  /** Whether the create call carries it. */
  readonly created: boolean;
  /** A row without it says nothing of it. Default: such a row may also mean that it is empty. */
  readonly mayBeHidden?: true;
}

/** What the steps of a job sent: read off its attempts by the resource. */
export interface FieldView<Row> {
  readonly live: Row;
  readonly before: Row | undefined;
  readonly round: number;
  readonly sent: readonly Sent[];
  /** What the state says of the object: what was sent of the fields that this service does not show. */
  readonly olds?: Plain | undefined;
}

export interface Sent {
  readonly round: number;
  readonly refused: boolean;
  /** Nobody knows whether it was carried out. */
  readonly doubtful?: boolean;
  /** `create`: every field that a create call carries was sent. */
  readonly members: Plain | "create";
}

export function fieldView<Row, Live extends { row: Row | undefined }, Step>(
  view: View<Live, Step>,
  membersOf: (step: Step) => Plain | "create" | undefined,
  olds?: Plain,
): FieldView<Row> {
  const sent = view.tried.flatMap(({ step, round, refused, doubtful }) => {
    const members = membersOf(step);
    if (members === undefined) return [];
    return [{ round, refused: refused !== undefined, doubtful: doubtful !== undefined, members }];
  });
  return { live: view.live.row!, before: view.before.row, round: view.round, sent, olds };
}

/** Whether a modify call of this job was accepted, before this round or at all. */
export function modified(view: FieldView<unknown>, beforeThisRound = false): boolean {
  return view.sent.some(
    ({ members, refused, round }) => members !== "create" && !refused && (!beforeThisRound || round < view.round),
  );
}

/** Declared, or else what was there before this job wrote anything: what nobody declared stays as it was. */
export function target<Row>(field: Field<Row>, want: Plain, view: FieldView<Row>): unknown {
  if (want[field.key] !== undefined) return want[field.key];
  return view.before !== undefined && modified(view) ? field.read(view.before) : undefined;
}

export function differing<Row>(fields: readonly Field<Row>[], want: Plain, view: FieldView<Row>): Field<Row>[] {
  return fields.filter((field) => {
    const wanted = target(field, want, view);
    return wanted !== undefined && !isAsWanted(field, wanted, want[field.key] !== undefined, view);
  });
}

/** What cannot be read is compared with what is known to have been sent. */
function isAsWanted<Row>(field: Field<Row>, wanted: unknown, declared: boolean, view: FieldView<Row>): boolean {
  const isRead = field.same(wanted, field.read(view.live));
  if (isShown(field, view)) return isRead;
  if (writtenBefore(field, view)) return true;
  const { key } = field;
  const isNew = view.sent.some(({ members, refused }) => members === "create" && !refused);
  if (!declared || isNew) return isRead;
  if (isListed(view.olds?.unsure, key)) return false;
  if (isListed(view.olds?.unreadable, key)) return field.same(wanted, view.olds?.[key]);
  return isRead && (view.olds?.[key] !== undefined || !field.mayBeHidden);
}

/** A service that has shown it does show it: what is seen now is on its way. */
function isShown<Row>(field: Field<Row>, view: Pick<FieldView<Row>, "live" | "before">): boolean {
  return [view.live, view.before].some((row) => row !== undefined && field.raw(row) !== undefined);
}

const isListed = (list: unknown, key: string): boolean => Array.isArray(list) && list.includes(key);

/**
 * The members of a modify call. At first only what differs. Should that have cleared what was not sent (one reading of
 * the documentation), everything is sent, with what nobody declared as it was before.
 */
export function members<Row>(fields: readonly Field<Row>[], want: Plain, view: FieldView<Row>): Plain | undefined {
  const wrong = differing(fields, want, view);
  if (wrong.length === 0) return undefined;
  return whole(fields, wrong, want, view);
}

/** As {@link members}, where something beside the fields differs too and `wrong` may be empty. */
export function whole<Row>(
  fields: readonly Field<Row>[],
  wrong: readonly Field<Row>[],
  want: Plain,
  view: FieldView<Row>,
): Plain {
  const all = modified(view, true);
  // What cannot be read is sent along each time: should the call clear what it does not name, nobody would see it.
  const isUnseen = (field: Field<Row>): boolean =>
    want[field.key] !== undefined && !field.isFresh(want[field.key]) && !isShown(field, view);
  const out: Plain = {};
  for (const field of fields) {
    if (!all && !wrong.includes(field) && !isUnseen(field)) continue;
    const value = target(field, want, view);
    if (value !== undefined) out[field.member] = field.encode(value);
  }
  return out;
}

/** What still differs, in words. */
export function fieldDifferences<Row>(fields: readonly Field<Row>[], want: Plain, view: FieldView<Row>): string[] {
  return differing(fields, want, view).map(
    (field) => `${field.key}: wanted ${shown(target(field, want, view))}, found ${shown(field.read(view.live))}`,
  );
}

/** In which declared fields an existing object differs, other than being as fresh as a new one. */
export function existingDifferences<Row>(fields: readonly Field<Row>[], want: Plain, row: Row): string[] {
  return fields
    .filter((field) => want[field.key] !== undefined)
    .filter((field) => !field.same(want[field.key], field.read(row)) && !field.isFresh(field.read(row)))
    .map((field) => `${field.key} is ${shown(field.read(row))}, declared ${shown(want[field.key])}`);
}

/** Declared fields that the service accepted and does not show at all. To be asked after a loop that ended well. */
export function hiddenFields<Row>(fields: readonly Field<Row>[], want: Plain, row: Row): string[] | undefined {
  const hidden = fields
    .filter((field) => want[field.key] !== undefined && !field.isFresh(want[field.key]) && field.raw(row) === undefined)
    .map((field) => field.key);
  return hidden.length > 0 ? hidden : undefined;
}

/**
 * What a state must remember of fields that the service does not show: `unreadable` are declared and were sent as they are
 * declared; of those that are `unsure` nobody knows what the service holds, so that the next run which declares one sends it.
 *
 * @param olds the state so far
 * @param row what is live, as far as it was seen
 * @param done whether all that is wanted was accepted
 */
export function unseenFields<Row>(
  fields: readonly Field<Row>[],
  want: Plain,
  olds: Plain,
  row: Row | undefined,
  done: boolean,
): { unreadable: string[] | undefined; unsure: string[] | undefined } {
  const unseen = fields.filter((field) => row === undefined || field.raw(row) === undefined);
  const unsure = unseen
    .filter(({ key }) => {
      if (want[key] !== undefined) return !done;
      return isListed(olds.unreadable, key) || isListed(olds.unsure, key);
    })
    .map(({ key }) => key);
  return {
    unreadable: done && row !== undefined ? hiddenFields(fields, want, row) : undefined,
    unsure: unsure.length > 0 ? unsure : undefined,
  };
}

/** The declared fields as they are live: the declared value where it means the same, or where nothing is shown. */
export function liveFields<Row>(fields: readonly Field<Row>[], olds: Plain, row: Row): Plain {
  const out: Plain = {};
  for (const field of fields) {
    const declared = olds[field.key];
    if (declared === undefined) continue;
    const hidden = isListed(olds.unreadable, field.key) && field.raw(row) === undefined;
    const live = field.read(row);
    out[field.key] = hidden || field.same(declared, live) ? declared : (field.stored?.(live, declared) ?? live);
  }
  return out;
}

/** Whether the last call that was accepted in an earlier round carried the field: one that did not may have cleared it. */
function writtenBefore<Row>(field: Field<Row>, view: FieldView<Row>): boolean {
  const last = view.sent.findLast(({ refused, round }) => !refused && round < view.round);
  if (!last || last.doubtful) return false;
  return last.members === "create" ? field.created : Object.hasOwn(last.members, field.member);
}
