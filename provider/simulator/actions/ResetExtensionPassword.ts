import { newSipPassword } from "../by-hand";
import type { Handler } from "../context";
import { requireExtension } from "../extensions";
import type * as ccc from "../types";

/** The caller cannot choose the password. */
export const ResetExtensionPassword: Handler<ccc.ResetExtensionPasswordRequest, ccc.ResetExtensionPasswordResponse> = (
  { centre, seconds },
  { ExtensionId },
) => {
  const extension = requireExtension(centre, ExtensionId);
  extension.password = newSipPassword();
  extension.lastModified = seconds;
  return { Password: extension.password };
};
