import { newSipPassword } from "../by-hand";
import type { Handler } from "../context";
import { requireExtension } from "../extensions";
import type * as ccc from "../types";

/** The caller cannot choose the password. */
export const ResetExtensionPassword: Handler<ccc.ResetExtensionPasswordRequest, ccc.ResetExtensionPasswordResponse> = (
  context,
  { ExtensionId },
) => {
  const extension = requireExtension(context, ExtensionId);
  extension.password = newSipPassword();
  extension.lastModified = context.seconds;
  return { Password: extension.password };
};
