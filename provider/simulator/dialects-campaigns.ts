/** What the service's documentation leaves open about predictive dialling campaigns. */
export interface CampaignDialect {
  /** StartTime in the past: the campaign starts at once, or the call is refused [CreatePredictiveDialingCampaign]. */
  campaignStartPast: "starts" | "refuse";
  /** A name that another campaign has [CreatePredictiveDialingCampaign]. */
  campaignNameTaken: "ok" | "InvalidParameterValue";
  /** A skill group that is not of type phone [CreatePredictiveDialingCampaign]. */
  campaignGroupNotPhone: "ok" | "refuse";
  /** Optional members left out of the full body [UpdatePredictiveDialingCampaign]. */
  campaignUpdateOmitted: "clear" | "keep";
  /** TimeZone and AvailableTime, which an update cannot carry [UpdatePredictiveDialingCampaign]. */
  campaignUpdateTimes: "keep" | "clear";
  /** A campaign that was paused after its start counts as not started [UpdatePredictiveDialingCampaign]. */
  campaignUpdatePaused: "refuse" | "ok";
  /** Pausing a campaign before its start; once resumed it waits for it again [PausePredictiveDialingCampaign]. */
  campaignPauseReady: "refuse" | "ok";
  /** Pausing what is not running, resuming what is not paused: refused, or nothing happens. */
  campaignWrongState: "InvalidParameterValue" | "ok";
  /** Aborting before the start [AbortPredictiveDialingCampaign]. */
  campaignAbortReady: "ok" | "refuse";
  /** Aborting what has ended already [AbortPredictiveDialingCampaign]. */
  campaignAbortEnded: "ok" | "InvalidParameterValue";
  /**
   * Deleting a campaign that has not ended [DeletePredictiveDialingCampaign]. `refuse`: only one that runs or is
   * paused is refused; `refuse-ready`: one before its start too; `abort`: it is ended and deleted.
   */
  campaignDeleteLive: "refuse" | "refuse-ready" | "abort";
  /** Deleting a campaign that is not there [DeletePredictiveDialingCampaign]. */
  campaignDeleteUnknown: "InvalidParameterValue" | "ok";
  /** Whether deleted campaigns stay in the list, terminated [DescribePredictiveDialingCampaigns]. */
  campaignDeletedListed: boolean;
  /** Whether terminated and completed campaigns stay in the list [DescribePredictiveDialingCampaigns]. */
  campaignEndedListed: boolean;
  /** [DescribePredictiveDialingCampaigns.Name: "keyword"] */
  campaignNameFilter: "contains" | "exact";
  /**
   * Members that only the Chinese documentation has: Status, StatusReason, UUI and Variables of
   * DescribePredictiveDialingCampaign, and the filter CampaignId of DescribePredictiveDialingCampaigns.
   */
  campaignNewMembers: "present" | "absent";
  /** An instance that may not use a feature at all; see `Instance.features`. */
  featureOff: "OperationDenied.NotInWhiteList" | "UnsupportedOperation";
}

export const defaultCampaignDialect: Readonly<CampaignDialect> = {
  campaignStartPast: "starts",
  campaignNameTaken: "ok",
  campaignGroupNotPhone: "refuse",
  campaignUpdateOmitted: "clear",
  campaignUpdateTimes: "keep",
  campaignUpdatePaused: "refuse",
  campaignPauseReady: "refuse",
  campaignWrongState: "InvalidParameterValue",
  campaignAbortReady: "ok",
  campaignAbortEnded: "ok",
  campaignDeleteLive: "refuse",
  campaignDeleteUnknown: "InvalidParameterValue",
  campaignDeletedListed: false,
  campaignEndedListed: true,
  campaignNameFilter: "contains",
  campaignNewMembers: "present",
  featureOff: "OperationDenied.NotInWhiteList",
};

export const campaignDialectValues: { readonly [K in keyof CampaignDialect]: readonly CampaignDialect[K][] } = {
  campaignStartPast: ["starts", "refuse"],
  campaignNameTaken: ["ok", "InvalidParameterValue"],
  campaignGroupNotPhone: ["ok", "refuse"],
  campaignUpdateOmitted: ["clear", "keep"],
  campaignUpdateTimes: ["keep", "clear"],
  campaignUpdatePaused: ["refuse", "ok"],
  campaignPauseReady: ["refuse", "ok"],
  campaignWrongState: ["InvalidParameterValue", "ok"],
  campaignAbortReady: ["ok", "refuse"],
  campaignAbortEnded: ["ok", "InvalidParameterValue"],
  campaignDeleteLive: ["refuse", "refuse-ready", "abort"],
  campaignDeleteUnknown: ["InvalidParameterValue", "ok"],
  campaignDeletedListed: [true, false],
  campaignEndedListed: [true, false],
  campaignNameFilter: ["contains", "exact"],
  campaignNewMembers: ["present", "absent"],
  featureOff: ["OperationDenied.NotInWhiteList", "UnsupportedOperation"],
};
