import * as pulumi from "@pulumi/pulumi";
import * as tccc from "../../provider";
import type { Plain } from "../../provider/core/values";
import type { definitions } from "../../provider/resources/registry";

export type Type = keyof typeof definitions;

/** What a class sends to the engine. */
export interface Registered {
  /** The type token. */
  token: string;
  urn: string;
  inputs: Plain;
}

/** What a program sends to the engine, as in an `up` of this project and stack. */
export async function registered(
  program: (classes: typeof tccc, sdk: typeof pulumi) => void,
  [project, stack] = ["project", "stack"],
): Promise<Registered[]> {
  const all: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        if (type.startsWith("pulumi-nodejs:dynamic/")) {
          // The engine leaves the stack out where it is the parent of a component; mocks do not.
          const urn = String(inputs.__identity).replace("::pulumi:pulumi:Stack$", "::");
          all.push({ token: type, urn, inputs: { ...(plain(inputs) as Plain), __identity: urn } });
        }
        return { id: `1400000000/${name}`, state: inputs };
      },
      call: () => ({}),
    },
    ...([project, stack, false] as const),
  );
  await pulumi.runtime.runInPulumiStack(async () => program(tccc, pulumi));
  // The constructors wait for each other, then for the monitor.
  await pulumi.runtime.disconnect();
  return all;
}

const SECRET = "4dabf18193072939515e22adb298388d";

/** A plugin gets secrets as they are. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value) return plain((value as unknown as { value: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
