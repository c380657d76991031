import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import { invalid, serviceError } from "./errors";
import schemas from "./request-schemas.json";
import type { JsonObject } from "./wire";

/** Every action of the vendor SDK, also those that the simulator does not know. */
export const knownActions: ReadonlySet<string> = new Set(schemas.actions);

/** Text of a GET query is turned into the integers and switches it stands for; JSON is taken as it is. */
const ajv = { POST: create(false), GET: create(true) };
const compiled = new Map<string, ValidateFunction>();

/** Checks a request against the vendor SDK's own type, and answers as the service does: the first thing wrong. */
export function checkShape(action: string, request: JsonObject, method: "GET" | "POST"): void {
  const key = `${method} ${action}`;
  const validate = compiled.get(key) ?? ajv[method].getSchema(`ccc#/definitions/${action}Request`);
  if (validate === undefined) throw new Error(`no request schema for ${action}: run node tools/request-schemas.mjs`);
  compiled.set(key, validate);
  if (!validate(request)) throw firstError(validate.errors ?? []);
}

function create(coerceTypes: boolean): Ajv {
  return new Ajv({ coerceTypes, allErrors: false, strict: false }).addSchema({
    $id: "ccc",
    definitions: schemas.definitions,
  });
}

function firstError(errors: ErrorObject[]) {
  const error = errors[0]!;
  const path = error.instancePath.split("/").slice(1);
  const name = (last?: string) => [...path, ...(last === undefined ? [] : [last])].join(".").slice(0, 200);
  switch (error.keyword) {
    case "additionalProperties":
      return serviceError(
        "UnknownParameter",
        `The parameter \`${name(error.params.additionalProperty)}\` is not recognized.`,
      );
    case "required": {
      const text = `The request is missing a required parameter \`${name(error.params.missingProperty)}\`.`;
      return serviceError("MissingParameter", text);
    }
    default:
      return invalid(`The value type of parameter \`${name()}\` is not valid: expected ${error.params.type}.`);
  }
}
