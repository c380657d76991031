import type { Handler } from "../context";
import { documented, invalidValue } from "../errors";
import { interfaceKey } from "../instance";
import type * as ccc from "../types";

type Request = ccc.BindNumberCallInInterfaceRequest;

/** Nothing shows or removes what is bound; internal numbers are not in DescribeNumbers. */
export const BindNumberCallInInterface: Handler<Request, ccc.BindNumberCallInInterfaceResponse> = (
  { centre, dialect },
  { Number: number, CallInInterface, NumberType },
) => {
  const type = NumberType ?? dialect.callInDefaultType;
  if (type !== "number" && type !== "inner") throw invalidValue("NumberType must be inner or number.");
  if (type === "number" && !centre.numbers.has(number)) throw documented("InternalError.DBError");
  const url = CallInInterface?.URL ?? "";
  const key = interfaceKey({ type, number });
  if (url !== "") centre.callInInterfaces.set(key, { number, type, url });
  else if (dialect.callInOmitted === "unbinds") centre.callInInterfaces.delete(key);
  else if (dialect.callInOmitted !== "ignored") throw documented(dialect.callInOmitted);
  return {};
};
