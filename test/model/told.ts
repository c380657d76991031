import { TOLD, type Told } from "../../provider/core/told";
import type { Plain } from "../../provider/core/values";
import { definitions } from "../../provider/resources/registry";
import { type Declaration, keyOf, type Type } from "./engine";

type Outs = (type: Type, name: string) => Plain;

/** What a resource's constructor tells its verbs beside what the program declares, as `core/resource.ts` makes it. */
export function toldBy(program: readonly Declaration[], own: Declaration, outs: Outs, stack: string): Plain {
  const { type } = own;
  const told: Told = { self: selfOf(own) };
  if (definitions[type].told) {
    const others = program.filter((one) => one !== own);
    told.elsewhere = elsewhere(others, outs);
    const waiting = others.filter(({ late }) => late === "waiting");
    told.waiting = Object.fromEntries(waiting.map((one) => [selfOf(one), textOf(one)]));
  }
  return { __provider: type, __identity: urnOf(own, stack), [TOLD]: JSON.stringify(told) };
}

const selfOf = (one: Declaration): string => keyOf(one).replace(" ", "/");
const textOf = ({ type, name, parent }: Declaration): string =>
  `${type} "${name}"${parent === undefined ? "" : ` in ${parent}`}`;

function urnOf({ type, name, parent }: Declaration, stack: string): string {
  const types = `${parent === undefined ? "" : `${parent}$`}pulumi-nodejs:dynamic/tccc:${type}`;
  return `urn:pulumi:${stack}::project::${types}::${name}`;
}

/** Their keys are in the program's text. */
const plain: readonly Type[] = ["Staff", "Roster", "SkillGroup", "Extension"];

function elsewhere(others: readonly Declaration[], outs: Outs): NonNullable<Told["elsewhere"]> {
  const told = others.filter((one) => plain.includes(one.type) && one.late === undefined);
  const entries = told.flatMap((one) => {
    const definition = definitions[one.type];
    const args = one.args(outs);
    const keys = definition.declares?.(args) ?? [definition.keyOf?.(args)];
    return keys.flatMap((key) => (key === undefined ? [] : [[key, [selfOf(one), textOf(one)] as const]]));
  });
  return Object.fromEntries(entries) as NonNullable<Told["elsewhere"]>;
}
