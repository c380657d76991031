import type { Handler } from "../context";
import type { Instance, NumberRecord, Package } from "../instance";
import { total } from "../paging";
import type * as ccc from "../types";

type Request = ccc.DescribeCCCBuyInfoListRequest;

/** What was bought for each instance of the account; instances of others are left out. */
export const DescribeCCCBuyInfoList: Handler<Request, ccc.DescribeCCCBuyInfoListResponse> = (context, request) => {
  const wanted = new Set(request.SdkAppIds?.map(Number));
  const shown = context.visible.filter((one) => wanted.size === 0 || wanted.has(one.sdkAppId));
  const year = yearOf(context.seconds);
  return {
    TotalCount: total(context, shown.length, context.visible.length),
    SdkAppIdBuyList: shown.map((one) => bought(one, year)),
    PackageBuyList: shown.flatMap((one) => one.purchases.packages ?? examplePackages(one, year)).map(packageInfo),
  };
};

interface Term {
  BuyTime: number;
  EndTime: number;
}

/** Everything was bought for the calendar year, so that it reads the same all year. */
function yearOf(seconds: number): Term {
  const year = new Date(seconds * 1000).getUTCFullYear();
  return { BuyTime: Date.UTC(year, 0) / 1000, EndTime: Date.UTC(year + 1, 0) / 1000 };
}

function bought({ sdkAppId, name, purchases, numbers }: Instance, year: Term): ccc.SdkAppIdBuyInfo {
  return {
    SdkAppId: sdkAppId,
    Name: name,
    StaffBuyNum: purchases.seats,
    StaffBuyList: lots(purchases.seats, purchases.sipPhones).map((lot) => ({ ...lot, ...year })),
    PhoneNumBuyList: [...numbers.values()].map((one) => ({
      PhoneNum: one.number,
      Type: one.type ?? typeOf(one),
      CallType: one.callType ?? 3,
      ...year,
      State: one.state,
    })),
    SipBuyNum: purchases.sipPhones,
  };
}

/** Seats and phones, bought in two lots where there are enough of them. */
function lots(seats: number, sipPhones: number): { Num: number; SipNum: number }[] {
  const [more, morePhones] = [Math.floor(seats / 5), Math.floor(sipPhones / 5)];
  const first = { Num: seats - more, SipNum: sipPhones - morePhones };
  return more === 0 && morePhones === 0 ? [first] : [first, { Num: more, SipNum: morePhones }];
}

const typeOf = ({ number }: NumberRecord): number => (/^(0086|\+86)?400/.test(number) ? 3 : 0);

const examplePackages = ({ sdkAppId }: Instance, year: Term): Package[] =>
  [0, 1].map((type) => ({
    packageId: `package-${sdkAppId}-${type}`,
    type,
    size: 100_000,
    remaining: type === 0 ? 62_500 : 84_000,
    bought: year.BuyTime,
    ends: year.EndTime,
  }));

const packageInfo = (one: Package): ccc.PackageBuyInfo => ({
  PackageId: one.packageId,
  Type: one.type,
  CapacitySize: one.size,
  CapacityRemain: one.remaining,
  BuyTime: one.bought,
  EndTime: one.ends,
});
