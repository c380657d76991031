import { passwordHash } from "../by-hand";
import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { requireStaff } from "../staff";
import type * as ccc from "../types";

export const ModifyStaffPassword: Handler<ccc.ModifyStaffPasswordRequest, ccc.ModifyStaffPasswordResponse> = (
  context,
  request,
) => {
  const staff = requireStaff(context, request.Email);
  if (request.Password === "") throw invalidValue("Password must not be empty.");
  if (context.dialect.passwordRules === "strict" && !/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$/.test(request.Password)) {
    throw invalidValue("Password must have 8 characters or more, with upper and lower case and digits.");
  }
  staff.passwordHash = passwordHash(request.Password);
  staff.passwordSetCount += 1;
  return {};
};
