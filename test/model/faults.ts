import type { FaultKind } from "../../provider/simulator";
import { type Kind, kinds } from "../faults/kinds";

const DB: FaultKind = { code: "InternalError.DBError", message: "DB failed." };
const ALWAYS = Number.POSITIVE_INFINITY;

/** Questions for one object. */
const single = ["DescribeAutoCalloutTask", "DescribePredictiveDialingCampaign", "DescribeExtension"];

/** From the n-th call on questions for one object fail, as of a database that cannot be read; all else is carried out. */
function unanswered(name: string, times: number): Kind {
  return {
    name,
    strike(sim, nth) {
      let calls = 0;
      const count = (): boolean => {
        calls += 1;
        return false;
      };
      sim.faults.push({ match: count, times: ALWAYS, kind: "internal" });
      sim.faults.push({ action: single, match: () => calls >= nth, times, kind: DB });
      return () => {
        sim.faults.length = 0;
      };
    },
  };
}

/** Faults whose end no clock has to wait for. */
export const modelKinds: readonly Kind[] = [
  ...kinds.filter(({ slow, env }) => !slow && !env),
  unanswered("questions for one object fail for a while", 8),
  unanswered("questions for one object fail for good", ALWAYS),
];
