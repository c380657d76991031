import type { Handler } from "../context";
import { documented, refuseUnknown } from "../errors";
import { domain } from "../extensions";
import type * as ccc from "../types";

/** SIP registration data only: name, groups and agent are in DescribeExtensions. */
export const DescribeExtension: Handler<ccc.DescribeExtensionRequest, ccc.DescribeExtensionResponse> = (
  { view, dialect },
  { ExtensionId },
) => {
  const extension = view.extensions.get(ExtensionId);
  if (extension === undefined) {
    // The only business code that is documented for this action.
    refuseUnknown(dialect.describeOneUnknown, documented("InternalError.DBError"));
    return { ExtensionId: "", ExtensionDomain: "", Password: "", OutboundProxy: "", Transport: "" };
  }
  return {
    ExtensionId,
    ExtensionDomain: domain(view),
    Password: extension.password,
    OutboundProxy: "sip.tccc.qcloud.com:5061",
    Transport: "tls",
  };
};
