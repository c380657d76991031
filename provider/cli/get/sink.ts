import { once } from "node:events";

/** Somewhere to write to that may be slow, and may close. */
export interface Sink {
  /** Rejects when the reader has gone: see {@link isClosed}. */
  write(text: string): Promise<void>;
}

export function sinkTo(stream: NodeJS.WritableStream): Sink {
  let failure: Error | undefined;
  // Kept to the end: an error without a listener ends the process with a stack.
  stream.on("error", (error: Error) => {
    failure ??= error;
  });
  return {
    write: async (text) => {
      if (failure) throw failure;
      if (text !== "" && !stream.write(text)) await once(stream, "drain");
    },
  };
}

/** Whether the reader of a pipe had enough, as `head` has. */
export const isClosed = (error: unknown): boolean => (error as { code?: unknown } | undefined)?.code === "EPIPE";
