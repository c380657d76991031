import type { Handler } from "../context";
import { invalidValue, unsupported } from "../errors";
import type * as ccc from "../types";

export const DeleteExtension: Handler<ccc.DeleteExtensionRequest, ccc.DeleteExtensionResponse> = (
  { centre, dialect },
  { ExtensionId },
) => {
  if (centre.extensions.get(ExtensionId)?.registered && dialect.deleteRegistered !== "ok") {
    throw unsupported("The extension is registered.");
  }
  const existed = centre.extensions.delete(ExtensionId);
  if (!existed && dialect.deleteUnknown === "error") throw invalidValue("The extension does not exist.");
  return {};
};
