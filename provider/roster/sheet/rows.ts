import type { Place } from "./problems";

/** A value as it stands in a sheet. Where it stands is worked out only when it must be told. */
export interface Cell {
  value: unknown;
  at(): Place;
}

/** A cell under a name: of a column, or of a member. */
export interface NamedCell extends Cell {
  name: string;
}

/** One person of a sheet, before anything about her is checked. */
export interface Row {
  at(): Place;
  /** By the name of the field. A cell that is blank is not here. */
  cells: Map<string, Cell>;
  /** Cells of `skill:…` columns, by the name of the group. */
  skills: NamedCell[];
}

export type Report = (at: Place, message: string) => void;

/** What to do with a column that is no field of a person. */
export interface ReadOptions {
  /** `"refuse"` (default) takes an unknown column for a mistake; `"ignore"` passes it over. */
  extraColumns?: "refuse" | "ignore";
}
