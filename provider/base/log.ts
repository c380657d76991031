import { UserError } from "./errors";
import { masker, maskFault } from "./mask";

/**
 * Log lines go to standard error: the plugin's standard output carries its port, and a program's belongs to the user.
 *
 * `TCCC_LOG=info|debug|trace` chooses how much: `info` has one line per call, `debug` adds what the reconcile loop
 * decides, `trace` adds request and response bodies with every secret taken out. Notices for the user are always shown.
 */
export type LogLevel = "off" | "info" | "debug" | "trace";

const order: readonly LogLevel[] = ["off", "info", "debug", "trace"];

export interface Log {
  /** Something the user must know: a take-over, a released object, a password that cannot be set. Always shown. */
  notice(message: string): void;
  info(message: () => string): void;
  debug(message: () => string): void;
  trace(message: () => string): void;
}

export function createLog(
  env: NodeJS.ProcessEnv = process.env,
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Log {
  const level = order.indexOf(parseLevel(env.TCCC_LOG));
  checkMask(env);
  const mask = masker(env);
  const at =
    (name: LogLevel) =>
    (message: () => string): void => {
      if (level >= order.indexOf(name)) write(mask(`tccc ${name}: ${message()}`));
    };
  return {
    notice: (message) => write(mask(`tccc: ${message}`)),
    info: at("info"),
    debug: at("debug"),
    trace: at("trace"),
  };
}

/** @throws UserError for a setting that there is not: output that was to be masked would be shown */
export function checkMask(env: NodeJS.ProcessEnv): void {
  const fault = maskFault(env);
  if (fault !== undefined) throw new UserError(fault);
}

function parseLevel(text: string | undefined): LogLevel {
  if (text === undefined || text === "") return "off";
  if (order.includes(text as LogLevel)) return text as LogLevel;
  throw new UserError(`TCCC_LOG: expected one of ${order.join(", ")}, got "${text}"`);
}
