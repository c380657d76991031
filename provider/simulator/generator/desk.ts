import type { Leg } from "./call";
import { type Agent, type Crew, type Group, isOnDuty, type Shift, shiftOf } from "./crew";
import type { Random } from "./random";

/** How many agents are asked before a call is said to find nobody. */
const asked = 24;

interface Seat extends Shift {
  busyUntil: number;
}

const away: Shift = { from: 0, lunchFrom: 0, lunchTo: 0, to: 0 };

/** Who is busy until when, over one day: nobody is in two calls at once. */
export class Desk {
  readonly #seats = new Map<string, Seat>();

  constructor(private readonly day: number) {}

  /** An agent who can take a call at `at` or, when all are busy, soonest after it. */
  find(members: readonly Agent[], at: number, random: Random): { agent: Agent; at: number } | undefined {
    const first = random.whole(0, Math.max(0, members.length - 1));
    let best: { agent: Agent; at: number } | undefined;
    for (let i = 0; i < Math.min(asked, members.length); i += 1) {
      const agent = members[(first + i) % members.length]!;
      const seat = this.#seat(agent);
      if (!isOnDuty(seat, at)) continue;
      const free = Math.max(at, seat.busyUntil);
      if (free === at) return { agent, at };
      if (best === undefined || free < best.at) best = { agent, at: free };
    }
    return best;
  }

  /** Somebody of the crew who is free right now. */
  idle({ agents }: Crew, at: number, random: Random): Agent | undefined {
    const found = this.find(agents, at, random);
    return found?.at === at ? found.agent : undefined;
  }

  occupy(agent: Agent, until: number): void {
    this.#seat(agent).busyUntil = until;
  }

  #seat(agent: Agent): Seat {
    let seat = this.#seats.get(agent.mail);
    if (seat === undefined) {
      seat = { ...(shiftOf(agent, this.day) ?? away), busyUntil: 0 };
      this.#seats.set(agent.mail, seat);
    }
    return seat;
  }
}

/** How long the agent writes up a call. */
const wrapUpMean = 25;

/** An agent's part in a call; she is taken until it is written up. */
export function agentLeg(
  desk: Desk,
  random: Random,
  agent: Agent,
  group: Group | null,
  times: Pick<Leg, "start" | "ring" | "accept" | "end">,
): Leg {
  const wrapUpTo = times.accept > 0 ? times.end + 5 + random.wait(wrapUpMean, 120) : times.end;
  desk.occupy(agent, wrapUpTo);
  const mobile = agent.phone !== "" && random.chance(0.04);
  return {
    agent,
    type: mobile ? "staffPhoneSeat" : "staffSeat",
    phone: mobile ? agent.phone : "",
    group,
    ...times,
    wrapUpTo,
    from: null,
    to: null,
  };
}
