import type { ResponseOf } from "../api";
import {
  type Coded,
  coded,
  count,
  type Instants,
  instant,
  list,
  num,
  type Raw,
  type RowOf,
  rows,
  text,
} from "./decode";
import { accountWide } from "./lookup";
import { type NumberState, numberStates } from "./numbers";

/** Seats, numbers and packages that the account has bought (DescribeCCCBuyInfoList). */
export interface Purchases {
  applications: ApplicationPurchases[];
  packages: PackagePurchase[];
}

/** What was bought for one instance (SdkAppIdBuyInfo). */
export interface ApplicationPurchases {
  sdkAppId: number;
  name: string;
  /** Seats that are valid now: so many agents there may be. */
  seatCount: number;
  seats: SeatPurchase[];
  numbers: NumberPurchase[];
  /** SIP phones that are valid now. */
  sipCount?: number;
}

/** Seats bought at once (StaffBuyInfo). */
export interface SeatPurchase extends Instants<"bought" | "ends"> {
  count: number;
  sipCount?: number;
}

export type NumberType = "landline" | "virtual" | "isp" | "400";
const numberTypes: Readonly<Record<number, NumberType>> = { 0: "landline", 1: "virtual", 2: "isp", 3: "400" };

export type NumberCallType = "inbound" | "outbound" | "both";
const callTypes: Readonly<Record<number, NumberCallType>> = { 1: "inbound", 2: "outbound", 3: "both" };

/** A number that was bought (PhoneNumBuyInfo). */
export interface NumberPurchase
  extends Coded<"type", NumberType>,
    Coded<"callType", NumberCallType>,
    Coded<"state", NumberState>,
    Instants<"bought" | "ends"> {
  number: string;
}

export type PackageType = "outbound" | "inbound400";
const packageTypes: Readonly<Record<number, PackageType>> = { 0: "outbound", 1: "inbound400" };

/** A package of minutes (PackageBuyInfo). */
export interface PackagePurchase extends Coded<"type", PackageType>, Instants<"bought" | "ends"> {
  packageId: string;
  capacity: number;
  remaining: number;
}

export interface GetPurchasesArgs {
  /** Only these instances; left out: all of the account. */
  sdkAppIds?: number[];
}

/** What the account has bought. */
export const getPurchases = accountWide<GetPurchasesArgs, Purchases>(
  "reading the purchases",
  async ({ caller }, { sdkAppIds }) => {
    const answer = await caller.call("DescribeCCCBuyInfoList", sdkAppIds ? { SdkAppIds: sdkAppIds } : {});
    const asked = new Set(sdkAppIds);
    return {
      applications: rows(answer.SdkAppIdBuyList)
        .map(application)
        .filter((one) => !sdkAppIds || asked.has(one.sdkAppId)),
      packages: list(answer.PackageBuyList, packagePurchase),
    };
  },
);

type Answer = ResponseOf<"DescribeCCCBuyInfoList">;
type Application = RowOf<Answer["SdkAppIdBuyList"]>;

function application(row: Application): ApplicationPurchases {
  return {
    sdkAppId: count(row.SdkAppId),
    name: text(row.Name),
    seatCount: count(row.StaffBuyNum),
    seats: list(row.StaffBuyList, seats),
    numbers: list(row.PhoneNumBuyList, numberPurchase),
    sipCount: num(row.SipBuyNum),
  };
}

const term = (row: { readonly BuyTime?: unknown; readonly EndTime?: unknown }): Instants<"bought" | "ends"> => ({
  ...instant("bought", row.BuyTime),
  ...instant("ends", row.EndTime),
});

function seats(row: Raw<RowOf<Application["StaffBuyList"]>>): SeatPurchase {
  return { count: count(row.Num), sipCount: num(row.SipNum), ...term(row) };
}

function numberPurchase(row: Raw<RowOf<Application["PhoneNumBuyList"]>>): NumberPurchase {
  return {
    number: text(row.PhoneNum),
    ...coded("type", numberTypes, row.Type),
    ...coded("callType", callTypes, row.CallType),
    ...coded("state", numberStates, row.State),
    ...term(row),
  };
}

function packagePurchase(row: Raw<RowOf<Answer["PackageBuyList"]>>): PackagePurchase {
  return {
    packageId: text(row.PackageId),
    ...coded("type", packageTypes, row.Type),
    capacity: count(row.CapacitySize),
    remaining: count(row.CapacityRemain),
    ...term(row),
  };
}
