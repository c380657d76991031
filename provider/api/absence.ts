import { ServiceError } from "./errors";

/**
 * How the service says "no such object", read alike by everybody. Nobody documents the code: it may be a wrong value, a
 * missing resource, a failed or unsupported operation, or an error of the service's own.
 */

/** Words at the end of a code that leave no doubt, whatever stands in front of them. */
const PLAIN = /\.[A-Za-z]*Not(?:Exists?|Found)$/;
/** Refusals of a value: with a question about one object, the value is its id. */
const OF_A_VALUE = /^(?:InvalidParameter|InvalidParameterValue|ResourceNotFound)(?:\.|$)/;
/** What is answered for other reasons too, also for a moment. */
const OF_ANY_KIND = /^(?:FailedOperation|UnsupportedOperation|InternalError)(?:\.|$)/;
/** Refusals of these classes with another meaning. */
const OTHERWISE =
  /\.(?:InstanceNotExist|PermissionDenied|Duplicate[A-Za-z]*|[A-Za-z]*Exist|ExperienceAccount|[A-Za-z]*Overflow)$/;

const means = (code: string, pattern: RegExp): boolean =>
  pattern.test(code) && (PLAIN.test(code) ? !code.endsWith(".InstanceNotExist") : !OTHERWISE.test(code));

/**
 * Whether the answer to a question about one object says that there is none: no other reading is likely. The code of a
 * wrong instance, of an object that exists or of a missing permission is none of these, and a failure never is.
 */
export const saysMissing = (error: unknown): boolean =>
  error instanceof ServiceError && (means(error.code, OF_A_VALUE) || means(error.code, PLAIN));

/**
 * Whether a refusal may mean that an object named in the call does not exist, among other things: worth a look, and no
 * more. An error inside the service is among these, since some actions document no other code.
 */
export const mayMeanMissing = (error: unknown): boolean =>
  saysMissing(error) || (error instanceof ServiceError && means(error.code, OF_ANY_KIND));
