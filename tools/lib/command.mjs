import { spawn } from "node:child_process";

const KEPT = 64 * 1024; // characters of output: enough to see what went wrong

/**
 * Runs a command and never throws: → { ok, code, out, timedOut, missing }; `out` is the end of standard output and
 * standard error together. After `timeout` ms the command and all it has started are killed.
 */
export function command(file, args, { timeout = 0, inherit = false, ...options } = {}) {
  return new Promise((resolve) => {
    let out = "";
    let timedOut = false;
    // With a time limit, a process group of its own: an installer's children must not outlive it.
    const child = spawn(file, args, { ...options, detached: timeout > 0, stdio: ["ignore", "pipe", "pipe"] });
    const timer = timeout > 0 && setTimeout(kill, timeout);
    function kill() {
      timedOut = true;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {} // it has ended meanwhile
    }
    const collect = (part) => {
      out = (out + part).slice(-KEPT);
      if (inherit) process.stderr.write(part);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const done = (code, missing) => {
      clearTimeout(timer);
      resolve({ ok: code === 0 && !timedOut, code, out, timedOut, missing });
    };
    child.on("error", (error) => {
      out += error.message;
      done(-1, error.code === "ENOENT");
    });
    child.on("close", (code) => done(code ?? -1, false));
  });
}

/** The last lines of a command's output, indented, for a message. */
export function lastLines(text, count = 15) {
  const lines = text.trimEnd().split("\n").slice(-count);
  return lines.map((line) => `    ${line}`).join("\n");
}
