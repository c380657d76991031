import type { NumberInfo as NumberRow } from "../api";
import { bool, type Coded, coded, nums, text } from "./decode";
import { plain, rowOf, type Scoped } from "./lookup";

export type NumberState = "normal" | "overdue" | "disabledByAdmin" | "violation";

/** The states of a number, here and among the purchases. */
export const numberStates: Readonly<Record<number, NumberState>> = {
  1: "normal",
  2: "overdue",
  4: "disabledByAdmin",
  5: "violation",
};

/** A telephone number of the instance (NumberInfo). */
export interface NumberInfo extends Coded<"state", NumberState> {
  number: string;
  /** Skill groups that call out with it. */
  callOutSkillGroupIds: number[];
  /** Whether the customer brought the number along (CostType); shown in China only. */
  ownNumber?: boolean;
}

export interface GetNumberArgs extends Scoped {
  /** With or without 0086 or +86. */
  number: string;
}

/** One number. Throws {@link NotFound}. */
export const getNumber = plain<GetNumberArgs, NumberInfo>("reading a number", async (scope, { number }) =>
  numberInfo(await rowOf(scope.instance.numbers, number, `Number ${number}`, scope)),
);

/** All numbers of the instance. */
export const listNumbers = plain<Scoped, NumberInfo[]>("listing numbers", async ({ instance }) =>
  (await instance.numbers.all()).map(numberInfo),
);

function numberInfo(row: NumberRow): NumberInfo {
  return {
    number: text(row.Number),
    callOutSkillGroupIds: nums(row.CallOutSkillGroupIds),
    ...coded("state", numberStates, row.State),
    ownNumber: bool(row.CostType),
  };
}
