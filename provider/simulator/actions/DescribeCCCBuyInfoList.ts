import type { Handler } from "../context";
import type { Instance } from "../instance";
import type * as ccc from "../types";

type Request = ccc.DescribeCCCBuyInfoListRequest;

/** What was bought for each instance of the account; instances of others are left out. */
export const DescribeCCCBuyInfoList: Handler<Request, ccc.DescribeCCCBuyInfoListResponse> = (context, request) => {
  const wanted = new Set(request.SdkAppIds?.map(Number));
  const shown = context.visible.filter((one) => wanted.size === 0 || wanted.has(one.sdkAppId));
  return {
    TotalCount: shown.length,
    SdkAppIdBuyList: shown.map((one) => bought(one, context.seconds)),
    PackageBuyList: [],
  };
};

const yearSeconds = 365 * 24 * 3600;

function bought({ sdkAppId, name, purchases, numbers }: Instance, now: number): ccc.SdkAppIdBuyInfo {
  const term = { BuyTime: now - yearSeconds, EndTime: now + yearSeconds };
  return {
    SdkAppId: sdkAppId,
    Name: name,
    StaffBuyNum: purchases.seats,
    StaffBuyList: [{ Num: purchases.seats, ...term, SipNum: purchases.sipPhones }],
    PhoneNumBuyList: [...numbers.values()].map((one) => ({
      PhoneNum: one.number,
      Type: 0,
      CallType: 3,
      ...term,
      State: one.state,
    })),
    SipBuyNum: purchases.sipPhones,
  };
}
