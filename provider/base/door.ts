import type { Log } from "./log";
import { masker } from "./mask";
import type { Secrets } from "./register";

/**
 * The one door: every text that leaves the process (a message, a reason that the state keeps, a line of a log, what a
 * library prints) goes through one of these three, whoever wrote it.
 */

/** A text as it leaves: without secrets, and masked where `TCCC_MASK` says so. */
export function shownBy(secrets: Secrets, env: NodeJS.ProcessEnv): (text: string) => string {
  const mask = masker(env);
  return (text) => mask(secrets.hide(text));
}

/** A log whose lines hold no secret; it masks them itself. */
export function logThrough(log: Log, secrets: Secrets): Log {
  return {
    notice: (message) => log.notice(secrets.hide(message)),
    info: (message) => log.info(() => secrets.hide(message())),
    debug: (message) => log.debug(() => secrets.hide(message())),
    trace: (message) => log.trace(() => secrets.hide(message())),
  };
}

/**
 * Whatever else is written to standard error: what the vendor's client prints by itself, warnings of Node, an error that
 * nobody caught. For a process that is ours alone.
 */
export function guardOutput(
  shown: (text: string) => string,
  { stderr, warn = process }: { stderr: NodeJS.WritableStream; warn?: Pick<NodeJS.Process, "emitWarning"> },
): void {
  const write = stderr.write.bind(stderr) as (chunk: unknown, ...rest: unknown[]) => boolean;
  stderr.write = ((chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === "string" ? shown(chunk) : chunk, ...rest)) as typeof stderr.write;
  const emit = warn.emitWarning.bind(warn) as (warning: string | Error, ...rest: unknown[]) => void;
  warn.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (typeof warning === "string") emit(shown(warning), ...rest);
    else {
      const shorter = Object.assign(new Error(shown(warning.message)), {
        name: warning.name,
        stack: shown(warning.stack ?? ""),
      });
      emit(shorter, ...rest);
    }
  }) as typeof warn.emitWarning;
}
