import { Call } from "./call";
import type { Crew } from "./crew";
import { Desk } from "./desk";
import { type Dialling, playDialled } from "./dialled";
import { playInbound } from "./inbound";
import { playOutbound } from "./outbound";
import { outline } from "./outline";
import type { Plan } from "./plan";

/** Agents make so many of the calls themselves, when one is free. */
const outboundShare = 0.38;

/**
 * Plays a whole day: every call that starts on it, by start. The same crew and campaigns always make the same day, and
 * what changes at a moment changes no call that started before it.
 */
export function playDay(
  plan: Plan,
  day: number,
  crewAt: (seconds: number) => Crew,
  dialled: readonly Dialling[],
): Call[] {
  const desk = new Desk(day);
  const calls: Call[] = [];
  let next = 0;
  const playDialledBefore = (seconds: number): void => {
    for (; next < dialled.length && dialled[next]!.start <= seconds; next += 1) {
      const one = dialled[next]!;
      calls.push(playDialled(plan, day, one, crewAt(one.start), desk));
    }
  };
  for (let index = 0; index < plan.count(day); index += 1) {
    const start = plan.startOf(day, index);
    playDialledBefore(start);
    calls.push(playPlanned(plan, day, index, start, crewAt(start), desk));
  }
  playDialledBefore(Number.POSITIVE_INFINITY);
  return calls;
}

function playPlanned(plan: Plan, day: number, index: number, start: number, crew: Crew, desk: Desk): Call {
  const { customer, line, random } = outline(plan, crew, day, index);
  const call = new Call(plan.seed, day, index, null, start, customer, line);
  const agent = random.chance(outboundShare) ? desk.idle(crew, start, random) : undefined;
  if (agent === undefined) return playInbound(call, crew, desk, random);
  return playOutbound(call, agent, agent.groups[0] ?? null, desk, random);
}
