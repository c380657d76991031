import type { Handler } from "../context";
import { invalidValue } from "../errors";
import type * as ccc from "../types";

export const DeleteExtension: Handler<ccc.DeleteExtensionRequest, ccc.DeleteExtensionResponse> = (
  { centre, dialect },
  { ExtensionId },
) => {
  const existed = centre.extensions.delete(ExtensionId);
  if (!existed && dialect.deleteUnknown === "error") throw invalidValue("The extension does not exist.");
  return {};
};
