import type * as dynamic from "@pulumi/pulumi/dynamic";
import { UserError } from "../base/errors";
import { scrub } from "../base/secrets";
import { check, issueText } from "./check";
import { claim, keeperOf } from "./claiming";
import { ELSEWHERE } from "./declared";
import { type Address, type AnyDefinition, addressText, type CoreContext } from "./define";
import { PartialFailure, VerbError } from "./failures";
import { formatId, parseId } from "./ids";
import { hasUnknown, isUnknown } from "./unknown";
import { isInternal, type Plain, pick, sameValue, shown, stripUndefined } from "./values";

/** Where the verbs find their account: configuration first, then the environment. */
export interface Host<Ctx extends CoreContext> {
  configure(get: (key: string) => string | undefined): void;
  /** The instance of the configuration, if it names one. Throws a UserError that lists every faulty setting. */
  sdkAppId(): number | undefined;
  context(sdkAppId: number): Ctx;
  /** Told of every defect, with its stack; `hide` takes the secrets of its resource out of a text. */
  defect(error: unknown, hide: (text: string) => string): void;
  /** A message as the user is to see it. */
  shown(message: string): string;
  /** What a failed call of the service means to the user, where nothing has told it yet; `undefined` for any other error. */
  explain(doing: string, error: unknown): string | undefined;
}

/** The verbs that Pulumi's plugin calls, made from a definition: nothing in them knows a resource. */
export function handlerOf<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  host: Host<Ctx>,
): dynamic.ResourceProvider {
  // What is no instance, in a state that somebody edited, is none that has anything.
  const contextOf = ({ sdkAppId }: Plain): Ctx => host.context(typeof sdkAppId === "number" ? sdkAppId : 0);
  /** Whom the program declares, as far as this process was told: a refresh compares those who are leaving too. */
  const declared = new Set<string>();

  return {
    // Called once in a process, and another verb can overtake it: what it gives is stored before anything is awaited.
    async configure(request) {
      host.configure((key) => request.config.get(key));
    },

    async check(olds: Plain, news: Plain) {
      return guarded("checking", definition, host, [news], async (address) => {
        let sdkAppId: number | undefined;
        try {
          sdkAppId = host.sdkAppId();
        } catch (error) {
          return { inputs: news, failures: [{ property: "", reason: host.shown((error as Error).message) }] };
        }
        const before = Object.keys(olds ?? {}).some((key) => !isInternal(key)) ? olds : undefined;
        const quiet = host.context(sdkAppId ?? 0);
        const { elsewhere, given } = taken(news, sdkAppId);
        const result = check(definition, before, given, {
          ...{ sdkAppId, clock: quiet.clock, log: quiet.log, address, ctx: quiet },
          elsewhere: Object.keys(elsewhere),
        });
        for (const [key, other] of Object.entries(elsewhere)) {
          quiet.claims.claim(`${shown(result.inputs.sdkAppId)}/${key}`, other, "declared");
        }
        // Under the name that its later verbs will have, which an alias does not change.
        const owner = addressOf(definition, result.inputs);
        declared.add(addressText(owner));
        claim(definition, quiet, result.inputs, owner, "declared");
        // An object that is being renamed is still its own under the old name: nobody else may take it over.
        if (before) claim(definition, quiet, before, owner, "held");
        // No property is named: Pulumi would print its value, and it may be a secret.
        return {
          inputs: result.inputs,
          failures: result.issues.map((issue) => ({ property: "", reason: host.shown(issueText(issue)) })),
        };
      });
    },

    async diff(id, olds: Plain, news: Plain) {
      return guarded("comparing", definition, host, [news, olds], async (address) => {
        // Only the id tells which object it is, where the service chooses that: an earlier run may have taken it over from
        // another resource, and died before that one had let go of it.
        if (declared.has(addressText(address)) && !isUnknown(news.sdkAppId)) {
          claim(definition, contextOf(news), olds, address, "held", id);
        }
        const replaces = definition.replaceOn.filter((key) => changed(definition, key, olds[key], news[key]));
        replaces.push(...(definition.replaceAlso?.(olds, news) ?? []).filter((key) => !replaces.includes(key)));
        if (replaces.length > 0 && !isUnknown(news.sdkAppId)) definition.onReplace?.(contextOf(news), id, replaces);
        // `changes` stays undefined: the engine then compares the inputs itself and shows every field.
        return {
          replaces,
          deleteBeforeReplace: replaces.length > 0 && (definition.deleteFirst?.(replaces, olds, news) ?? false),
        };
      });
    },

    async create(props: Plain) {
      return guarded("creating", definition, host, [props], async (address) => {
        const ctx = contextOf(props);
        const inputs = visible(props);
        const made = await definition.create(ctx, inputs as never, address);
        const id = formatId(ctx.sdkAppId, made.key);
        claim(definition, ctx, props, address, "made", id);
        return {
          id,
          outs: stripUndefined({ ...internals(props), ...made.outs }),
        };
      });
    },

    async read(id, props: Plain = {}) {
      return guarded("reading", definition, host, [props, props], async (address) => {
        const { sdkAppId, key } = parseId(id);
        const back = await definition.read(host.context(sdkAppId), key, visible(props), address);
        if (!back) return { id: "", props: {} };
        const inputs = { ...internals(props), ...pick(back.inputs, managed(definition, props)), sdkAppId };
        return {
          id,
          inputs: stripUndefined(inputs),
          props: stripUndefined({ ...props, ...inputs, ...back.computed }),
        };
      });
    },

    async update(id, olds: Plain, news: Plain) {
      return guarded("updating", definition, host, [news, olds], async (address) => {
        const { sdkAppId, key } = parseId(id);
        const ctx = host.context(sdkAppId);
        const outs = await ctx.underway.during(definition.type, ctx.clock, () =>
          definition.update(ctx, key, visible(olds), visible(news) as never, address),
        );
        claim(definition, ctx, news, address, "made", id);
        return { outs: stripUndefined({ ...internals(news), ...outs }) };
      });
    },

    async delete(id, props: Plain) {
      await guarded("deleting", definition, host, [props, props], async (address) => {
        const { sdkAppId, key } = parseId(id);
        const ctx = host.context(sdkAppId);
        const keeper = keeperOf(definition, ctx, id, props, address);
        if (keeper !== undefined) {
          ctx.log.notice(`${addressText(address)} let go of ${key}: ${keeper} holds it now, so it was not deleted`);
          return;
        }
        await ctx.underway.during(definition.type, ctx.clock, () =>
          definition.delete(ctx, key, visible(props), address),
        );
      });
    },
  };
}

/**
 * Runs a verb; whatever it throws reaches Pulumi in a form that loses nothing and shows no stack. `state` is what of the
 * arguments came from the state.
 */
async function guarded<Ctx extends CoreContext, T>(
  doing: string,
  definition: AnyDefinition<Ctx>,
  host: Host<Ctx>,
  [props, state]: [props: Plain, state?: Plain],
  verb: (address: Address) => Promise<T>,
): Promise<T> {
  const address = addressOf(definition, props);
  try {
    return await verb(address);
  } catch (error) {
    // What a library throws may quote what it was given.
    const hide = (text: string): string =>
      scrub(
        text,
        [props, state].flatMap((one) => secretTexts(definition, one)),
      );
    if (!(error instanceof UserError)) host.defect(error, hide);
    const title = addressText(address);
    const reason = (!(error instanceof UserError) && state && damage(definition, title, state)) || error;
    throw new VerbError(title, told(reason, `${doing} ${title}`, host), props.__provider, (text) =>
      host.shown(error instanceof UserError ? text : hide(text)),
    );
  }
}

/** The values that are kept secret in the state, whatever they are made of. */
function secretTexts<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, props: Plain = {}): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [String(value)];
  return texts(pick(props, [...(definition.secretInputs ?? []), ...(definition.secretOutputs ?? [])]));
}

/** Why a verb could not work on a state: somebody edited it, for no provider has written it so. */
function damage<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  title: string,
  state: Plain,
): UserError | undefined {
  const schemas = Object.entries(
    definition.inputs.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>,
  );
  const wrong = schemas
    .filter(([key, schema]) => !hasUnknown(state[key]) && !schema.safeParse(state[key]).success)
    .map(([key]) => key);
  if (wrong.length === 0) return undefined;
  return new UserError(
    `${title}: ${wrong.join(", ")} cannot be read in its state. Put it right with \`pulumi state edit\`, or take the resource out ` +
      "with `pulumi state delete`: the next `pulumi up` finds the object again",
  );
}

/** A failed call that nobody has put into the user's words on its way here. */
function told<Ctx extends CoreContext>(error: unknown, doing: string, host: Host<Ctx>): unknown {
  if (error instanceof PartialFailure) {
    const text = host.explain(doing, error.cause);
    const bare = text !== undefined && error.reasons[0] === (error.cause as Error).message;
    return bare ? new PartialFailure(error.id, error.properties, [text], { cause: error.cause }) : error;
  }
  const text = host.explain(doing, error);
  return text === undefined ? error : new UserError(text, { cause: error });
}

/**
 * What the program declares elsewhere in this instance, and the rest. It is for this process to know, not for the state
 * to keep.
 */
function taken(news: Plain, configured: number | undefined): { elsewhere: Record<string, string>; given: Plain } {
  const { [ELSEWHERE]: told, ...given } = news;
  // Nothing is checked yet: a value here may be one that cannot be made a text.
  const instance = `${shown(news.sdkAppId ?? configured)}/`;
  const declared: Record<string, string> = typeof told === "string" && !isUnknown(told) ? JSON.parse(told) : {};
  const own = Object.entries(declared).flatMap(([key, owner]) => {
    if (key.startsWith(instance)) return [[key.slice(instance.length), owner] as const];
    return /^\d+\//.test(key) ? [] : [[key, owner] as const];
  });
  return { elsewhere: Object.fromEntries(own), given };
}

function addressOf<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, props: Plain): Address {
  const name = String(props.__resource ?? "");
  return { type: definition.type, name, origin: String(props.__origin ?? name) };
}

function changed<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  key: string,
  old: unknown,
  now: unknown,
): boolean {
  // An unknown in a replacing key counts as a replacement: whoever depends on an object made anew is made anew too.
  if (hasUnknown(now)) return true;
  if (old === undefined && now === undefined) return false;
  return !(definition.same?.[key] ?? sameValue)(old, now);
}

/** Exactly the inputs that are there: what is absent is not managed and must not become managed by a refresh. */
function managed<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, props: Plain): string[] {
  return Object.keys(definition.inputs.shape).filter((key) => props[key] !== undefined);
}

function visible(props: Plain): Plain {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !isInternal(key)));
}

function internals(props: Plain): Plain {
  return Object.fromEntries(Object.entries(props).filter(([key]) => isInternal(key)));
}
