/** Milliseconds of silence before anything is said. */
const PATIENCE_MS = 1000;
/** Between two lines, where lines cannot be written over. */
const PAUSE_MS = 10_000;
/** Between two looks at a terminal. */
const FRAME_MS = 250;

export interface Progress {
  /** One more row has come. */
  count(): void;
  /** Takes away what is shown; nothing more is said. */
  end(): void;
}

/** Says on `stream` how far a command is when it takes more than a second: over and over in one line of a terminal, seldom in a log. */
export function createProgress(stream: NodeJS.WriteStream, what: string): Progress {
  const terminal = stream.isTTY === true;
  let rows = 0;
  let timer = setTimeout(say, PATIENCE_MS);
  timer.unref();
  function say(): void {
    const text = rows === 0 ? `${what}: waiting for the service …` : `${what}: ${rows.toLocaleString("en")} so far …`;
    stream.write(terminal ? `\r\x1b[2K${text}` : `${text}\n`);
    timer = setTimeout(say, terminal ? FRAME_MS : PAUSE_MS);
    timer.unref();
  }
  return {
    count: () => {
      rows++;
    },
    end: () => {
      clearTimeout(timer);
      if (terminal) stream.write("\r\x1b[2K");
    },
  };
}
