/**
 * The service's errors: a code with the words the service documents for it. Anything else a handler throws is a defect
 * of the simulator and is answered as InternalError.
 */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "ServiceError";
  }
}

/** Words of the codes that need no detail. */
const words = {
  "FailedOperation.DuplicatedAccount": "Duplicate account.",
  InternalError: "An internal error occurred.",
  "InternalError.DBError": "Internal database access failure.",
  "InvalidParameter.InstanceNotExist": "The instance does not exist.",
  "InvalidParameterValue.InstanceNotExist": "The SDKAppID does not exist.",
  "InvalidParameterValue.AccountNotExist": "Account does not exist.",
  "InvalidParameterValue.SkillGroupExist": "Skill group already exists.",
  "InvalidParameterValue.SkillGroupError": "Skill group error.",
  "InvalidParameterValue.PhoneNumIsBoundOtherAccount": "The number has been bound to another account.",
  "InvalidParameterValue.RingAllGroupMemberOverflow": "The simultaneous-ring group has more than 2 members.",
  LimitExceeded: "The quota limit is exceeded.",
} as const;

/** A documented error, in the service's words. */
export const documented = (code: keyof typeof words): ServiceError => new ServiceError(code, words[code]);

/** A code whose words depend on the case. */
export const serviceError = (code: string, message: string): ServiceError => new ServiceError(code, message);

export const invalid = (message: string): ServiceError => new ServiceError("InvalidParameter", message);
export const invalidValue = (message: string): ServiceError => new ServiceError("InvalidParameterValue", message);
export const unsupported = (message: string): ServiceError => new ServiceError("UnsupportedOperation", message);

/** How one object that does not exist is answered for (`dialect.describeOneUnknown`); returns where the answer is empty. */
export function refuseUnknown(reading: string, likeliest: ServiceError): void {
  if (reading === "empty") return;
  throw reading === "error" ? likeliest : serviceError(reading, likeliest.message);
}
