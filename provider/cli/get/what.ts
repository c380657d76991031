import type * as Questions from "../../lookups/questions";
import type { Column } from "./cells";

/** Options of all kinds of things, as commander gives them: each `what` names those it takes. */
export interface Options {
  sdkAppId?: number;
  json?: boolean;
  csv?: boolean;
  bom?: boolean;
  from?: number;
  to?: number;
  phone?: string[];
  sessionId?: string[];
  skillGroupId?: number[];
  mail?: string[];
  status?: string[];
  name?: string;
  keyword?: string;
  modifiedSince?: number;
  byNumber?: boolean;
  all?: boolean;
  showPassword?: boolean;
}

/** The name of an option that only some take. */
export type Filter = Exclude<keyof Options, "sdkAppId" | "json" | "csv" | "bom">;

/** What came. */
export interface Answer {
  rows: AsyncIterable<object> | Iterable<object>;
  /** In place of the rows where JSON is asked for: an object with lists of several kinds. */
  whole?: object;
}

/** A kind of thing that can be asked for. */
export interface What {
  name: string;
  description: string;
  /** What names one of them, if one can be asked for; `required` where nothing else can be. */
  id?: { name: string; required?: boolean };
  /** Those ending with `!` must be given. */
  filters: readonly (Filter | `${Filter}!`)[];
  /** Of the table. */
  columns: readonly Column[];
  /** Of the CSV, after those of the table. */
  more: readonly Column[];
  list?(ask: Asking): Promise<Answer["rows"] | Answer>;
  one?(ask: Asking & { id: string }): Promise<Answer["rows"] | object>;
}

export interface Asking {
  questions: typeof Questions;
  options: Options;
  /** Names the instance, if an option does. */
  scope: { sdkAppId?: number };
}

export const words = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);
