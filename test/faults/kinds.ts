import type { FaultKind, Simulator } from "../../provider/simulator";

/** What can go wrong at a call, and for how long. */
export interface Kind {
  readonly name: string;
  /** The client waits for its time-out, which no scale makes shorter than 2 s. */
  readonly slow?: true;
  /** Only the first call of a verb can meet it; this is the environment in which it does. */
  readonly env?: NodeJS.ProcessEnv;
  /** Arms it for the `nth` call from now on; gives what ends it. */
  strike(sim: Simulator, nth: number): Ending;
}

/** Ends a fault: the disturbance is over, or the user has mended what was wrong. */
export type Ending = () => void | Promise<void>;

const ALWAYS = Number.POSITIVE_INFINITY;

/** What a proxy or a gateway answers in the service's place. */
const PAGE = `<!DOCTYPE html><html><head><title>502 Bad Gateway</title><script>var secret = 1;</script></head><body>
${"<div class='box'><p>The page you are looking for is temporarily unavailable.</p></div>\n".repeat(40)}</body></html>`;

const forgetting =
  (sim: Simulator): Ending =>
  () => {
    sim.faults.length = 0;
  };

/** `times` calls from the nth on. */
function failing(name: string, kind: FaultKind, times = 1): Kind {
  return {
    name,
    strike(sim, nth) {
      sim.faults.push({ nth, times, kind });
      return forgetting(sim);
    },
  };
}

const slowly = (kind: Kind): Kind => ({ ...kind, slow: true });

/** The nth call, and then another fault for good. */
function failingThen(name: string, first: FaultKind, then: FaultKind): Kind {
  return {
    name,
    strike(sim, nth) {
      sim.faults.push({ nth, kind: first }, { nth: nth + 1, times: ALWAYS, kind: then });
      return forgetting(sim);
    },
  };
}

/** Somebody else uses up the account's calls for a minute. The client's waits take `scale` of their time. */
export function throttledForAMinute(scale: number): Kind {
  return {
    name: "RequestLimitExceeded for a minute",
    strike(sim, nth) {
      let calls = 0;
      let began = 0;
      const within = (): boolean => {
        calls += 1;
        if (calls < nth) return false;
        began ||= performance.now();
        return performance.now() - began < 60_000 * scale;
      };
      sim.faults.push({ match: within, times: ALWAYS, kind: "throttle" });
      return forgetting(sim);
    },
  };
}

/** The port is closed from the nth call on. */
const refused: Kind = {
  name: "connection refused",
  strike(sim, nth) {
    let open: Ending = () => undefined;
    if (nth === 1) return sim.refuse();
    let calls = 0;
    const before = (): boolean => {
      calls += 1;
      if (calls === nth - 1) open = sim.refuse();
      return false;
    };
    sim.faults.push({ match: before, kind: "internal" });
    return async () => {
      sim.faults.length = 0;
      await open();
    };
  },
};

const unresolved: Kind = {
  name: "DNS failure",
  env: { TCCC_ENDPOINT: "https://ccc.example.invalid" },
  strike: () => () => undefined,
};

const auth = (code: string, message: string): FaultKind => ({ code: `AuthFailure.${code}`, message });
const page = (status: number, applied: boolean): FaultKind => ({ status, body: PAGE, applied });

/** Every fault of which the provider must survive one at any call. */
export const kinds: readonly Kind[] = [
  failing("RequestLimitExceeded", "throttle"),
  failing("RequestLimitExceeded five times", "throttle", 5),
  failing("InternalError", "internal"),
  failing("InternalError for good", "internal", ALWAYS),
  failing("InternalError after it was applied", { code: "InternalError", message: "An error.", applied: true }),
  failing("InternalError.DBError", { code: "InternalError.DBError", message: "DB failed." }),
  failing("InternalError.DBError for good", { code: "InternalError.DBError", message: "DB failed." }, ALWAYS),
  failing("InternalError.DBError after it was applied", { code: "InternalError.DBError", applied: true }),
  failing("HTTP 500", page(500, false)),
  failing("HTTP 500 after it was applied", page(500, true)),
  failing("HTTP 502 for good", page(502, false), ALWAYS),
  failingThen("HTTP 502 after it was applied, then for good", page(502, true), page(502, false)),
  refused,
  failing("reset before it was applied", "reset-before"),
  failing("reset before it was applied, for good", "reset-before", ALWAYS),
  failing("reset after it was applied", "reset-after"),
  failingThen("reset after it was applied, then for good", "reset-after", "reset-before"),
  failingThen("reset after it was applied, then expired credentials", "reset-after", auth("TokenFailure", "Expired.")),
  failing("garbage", page(200, false)),
  failing("garbage after it was applied", page(200, true)),
  failing("garbage for good", page(200, false), ALWAYS),
  failing("clock skew", auth("SignatureExpire", "Signature expired."), ALWAYS),
  failing("expired token", auth("TokenFailure", "Token verification failed."), ALWAYS),
  failing("deleted key", auth("SecretIdNotFound", "The SecretId is not found."), ALWAYS),
  slowly(failing("time-out", "timeout")),
  slowly(failing("time-out after it was applied", "timeout-after")),
  slowly(failingThen("time-out after it was applied, then down", "timeout-after", "reset-before")),
  slowly(failing("truncated answer", "truncate")),
  unresolved,
];

/** What strikes at random: each passes by itself. */
export const passing: readonly FaultKind[] = [
  "throttle",
  "internal",
  "reset-before",
  "reset-after",
  { code: "InternalError", message: "An error.", applied: true },
  { code: "InternalError.DBError", message: "DB failed." },
  page(500, false),
  page(502, true),
  page(200, false),
  page(200, true),
];
