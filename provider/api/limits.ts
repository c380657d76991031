/**
 * Every limit of the service in one table, each with its source.
 * "Page of the action" is the action's documentation page in product 1229 (international) or 679 (China).
 */

/** Calls a second for each action. Source: every page seen says 20 for this API; exceeding it answers `RequestLimitExceeded`. */
export const CALLS_PER_SECOND = 20;

/** Items in one call. */
export const BATCH = {
  /** `Staffs`: "no more than 10". Page of CreateStaff. */
  CreateStaff: 10,
  /** `StaffList`: "supports up to 200 at a time". Page of DeleteStaff. */
  DeleteStaff: 200,
  /** `StaffList`: up to 10. Page of SetStaffStatus. */
  SetStaffStatus: 10,
  /** `ExtensionIds` of DescribeExtensions: no limit documented; 20 keeps one call a small one. */
  DescribeExtensions: 20,
} as const;

/** Rows in one page. Pages are counted from 0 everywhere. */
export const PAGE = {
  /** Upper limit 9999 (100 before 2022-09-05). Page of DescribeStaffInfoList. */
  DescribeStaffInfoList: 9999,
  /** Upper limit 100. Page of DescribeSkillGroupInfoList. */
  DescribeSkillGroupInfoList: 100,
  /** No limit documented; 50 is the largest of the official examples, so that it is surely not cut by the service. */
  DescribeExtensions: 50,
  /** No limit documented; 100 like the other lists, see callout-tasks.ts. Page of DescribeAutoCalloutTasks. */
  DescribeAutoCalloutTasks: 100,
  /** At most 100. Page of DescribePredictiveDialingCampaigns. */
  DescribePredictiveDialingCampaigns: 100,
  /** At most 1000. Page of DescribePredictiveDialingSessions. */
  DescribePredictiveDialingSessions: 1000,
  /** Default 20, no limit documented. Page of DescribeNumbers. */
  DescribeNumbers: 20,
  /** At most 25 (`Limit`). Page of DescribePSTNActiveSessionList. */
  DescribePSTNActiveSessionList: 25,
  /** At most 100. Pages of DescribeTelCdr and DescribeProtectedTelCdr. */
  DescribeTelCdr: 100,
  DescribeProtectedTelCdr: 100,
  /** No limit documented; 1000 is the official example's. Page of DescribeStaffStatusHistory. */
  DescribeStaffStatusHistory: 1000,
} as const;
