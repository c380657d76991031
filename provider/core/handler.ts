import type * as dynamic from "@pulumi/pulumi/dynamic";
import { UserError } from "../base/errors";
import { check, issueText } from "./check";
import { claim, claimStaying, keeperOfEntry, keysOf, noteLeft, noteReturned, rivalIssues } from "./claiming";
import type { AnyDefinition, CoreContext } from "./define";
import { PartialFailure, VerbError } from "./failures";
import { type Address, addressOf, IDENTITY, identityOf, titleOf, unnamed } from "./identity";
import { formatId, parseId } from "./ids";
import { FORMS, type Forms, migrated, VERSION } from "./state-version";
import { announce, keysHere, TOLD, taken } from "./told";
import { hasUnknown, isUnknown } from "./unknown";
import { isInternal, type Plain, pick, sameValue, stripUndefined } from "./values";

/** Where the verbs find their account: configuration first, then the environment. */
export interface Host<Ctx extends CoreContext> {
  configure(get: (key: string) => string | undefined): void;
  /** The instance of the configuration, if it names one. Throws a UserError that lists every faulty setting. */
  sdkAppId(): number | undefined;
  context(sdkAppId: number): Ctx;
  /** Told of every defect, with its stack. */
  defect(error: unknown): void;
  /** Every text in `value` is a secret from now on: `shown` and the log say none of it. */
  secret(value: unknown): void;
  /** Names of types and fields, which stay readable whoever calls a secret so. */
  readable(words: Iterable<string>): void;
  /** A message as the user is to see it: the one door through which texts leave. */
  shown(message: string): string;
  /** What a failed call of the service means to the user, where nothing has told it yet; `undefined` for any other error. */
  explain(doing: string, error: unknown): string | undefined;
  /** The forms of states that are known. Default: those of this version. */
  readonly forms?: Forms;
}

/** The verbs that Pulumi's plugin calls, made from a definition: nothing in them knows a resource. */
export function handlerOf<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  host: Host<Ctx>,
): dynamic.ResourceProvider {
  const { type } = definition;
  // What is no instance, in a state that somebody edited, is none that has anything.
  const contextOf = ({ sdkAppId }: Plain): Ctx => host.context(typeof sdkAppId === "number" ? sdkAppId : 0);

  return {
    // Called once in a process, and another verb can overtake it: what it gives is stored before anything is awaited.
    async configure(request) {
      host.configure((key) => request.config.get(key));
    },

    async check(olds: Plain, news: Plain) {
      host.secret(secretsIn(definition, olds ?? {}));
      return guarded("checking", definition, host, [news], async () => {
        let sdkAppId: number | undefined;
        try {
          sdkAppId = host.sdkAppId();
        } catch (error) {
          return { inputs: news, failures: [{ property: "", reason: host.shown((error as Error).message) }] };
        }
        const before = Object.keys(olds ?? {}).some((key) => !isInternal(key)) ? olds : undefined;
        const quiet = host.context(sdkAppId ?? 0);
        const { told, given } = taken(news);
        const own = { ...given, [IDENTITY]: identityOf(before, news) };
        // The identity of a parent that is not known yet is told by the next check.
        const address = isUnknown(own[IDENTITY]) ? unnamed(type) : addressOf(type, own);
        if (told) announce(quiet, address, told, news.sdkAppId ?? sdkAppId);
        const result = check(definition, before, own, {
          ...{ sdkAppId, clock: quiet.clock, log: quiet.log, address, ctx: quiet },
          elsewhere: told ? keysHere(told, news.sdkAppId ?? sdkAppId).map(([key]) => key) : [],
        });
        // Only a program's constructor says which resource this is; an import, for example, does not.
        const rivals = told ? rivalIssues(definition, quiet, result.inputs, address) : [];
        const issues = [...result.issues, ...rivals];
        claim(definition, quiet, result.inputs, address, "declared");
        // An object that is being renamed is still its own under the old name: nobody else may take it over.
        if (before) claim(definition, quiet, before, address, "held");
        // No property is named: Pulumi would print its value, and it may be a secret.
        return {
          inputs: result.inputs,
          failures: issues.map((issue) => ({ property: "", reason: host.shown(issueText(issue)) })),
        };
      });
    },

    async diff(id, olds: Plain, news: Plain) {
      return guarded("comparing", definition, host, [news, olds], async () => {
        const address = addressOf(type, olds);
        const state = migrated(type, olds, host.forms);
        const replaces = definition.replaceOn.filter((key) => changed(definition, key, state[key], news[key]));
        replaces.push(...(definition.replaceAlso?.(state, news) ?? []).filter((key) => !replaces.includes(key)));
        if (!isUnknown(news.sdkAppId)) {
          const ctx = contextOf(news);
          // Only the id tells which object it is, where the service chooses that: an earlier run may have taken it over
          // from another resource, and died before that one had released it. A refresh compares whom nobody declares too.
          if (ctx.claims.isDeclared(address)) {
            claim(definition, ctx, state, address, "held", id);
            if (replaces.length === 0) claimStaying(definition, ctx, id, state, address);
          }
          if (replaces.length > 0) definition.onReplace?.(ctx, id, replaces, news, address);
        }
        // Without `changes` the engine compares the inputs itself and shows every field. A refresh forgets that a step failed.
        return {
          ...(definition.unfinished?.(state) ? { changes: true } : {}),
          replaces,
          deleteBeforeReplace: replaces.length > 0 && (definition.deleteFirst?.(replaces, state, news) ?? false),
        };
      });
    },

    async create(props: Plain) {
      return guarded("creating", definition, host, [props], async () => {
        const address = addressOf(type, props);
        const ctx = contextOf(props);
        const made = await keeping(ctx, props, address, () => definition.create(ctx, visible(props) as never, address));
        const id = formatId(ctx.sdkAppId, made.key);
        claimMade(ctx, id, props, address);
        return { id, outs: stateOf(host, props, made.outs) };
      });
    },

    async read(id, props: Plain = {}) {
      return guarded("reading", definition, host, [props, props], async () => {
        const address = addressOf(type, props);
        const state = migrated(type, props, host.forms);
        const { sdkAppId, key } = parseId(id);
        const ctx = host.context(sdkAppId);
        ctx.inState.note(keysOf(definition, { ...state, sdkAppId }), address, ctx.clock);
        const back = await definition.read(ctx, key, visible(state), address);
        if (!back) return { id: "", props: {} };
        const inputs = { ...internals(state), ...pick(back.inputs, managed(definition, state)), sdkAppId };
        return {
          id,
          inputs: stripUndefined(inputs),
          props: stateOf(host, state, { ...visible(state), ...inputs, ...back.computed }),
        };
      });
    },

    async update(id, olds: Plain, news: Plain) {
      return guarded("updating", definition, host, [news, olds], async () => {
        const address = addressOf(type, news);
        const state = migrated(type, olds, host.forms);
        const { sdkAppId, key } = parseId(id);
        const ctx = host.context(sdkAppId);
        const outs = await keeping(ctx, news, address, () =>
          ctx.underway.during(type, ctx.clock, () =>
            definition.update(ctx, key, visible(state), visible(news) as never, address),
          ),
        );
        claimMade(ctx, id, news, address);
        return { outs: stateOf(host, news, outs) };
      });
    },

    async delete(id, props: Plain) {
      await guarded("deleting", definition, host, [props, props], async () => {
        const address = addressOf(type, props);
        const state = migrated(type, props, host.forms);
        const { sdkAppId, key } = parseId(id);
        const ctx = host.context(sdkAppId);
        const keeper = keeperOfEntry(definition, ctx, id, state, address);
        if (keeper !== undefined) {
          ctx.log.notice(`${address.text} released ${key}: ${keeper} holds it now, so it was not deleted`);
          return;
        }
        await ctx.underway.during(type, ctx.clock, () => definition.delete(ctx, key, visible(state), address));
        noteLeft(definition, ctx, state, address);
      });
    },
  };

  /** What this process made, took over or changed is its own, and the entry stays. */
  function claimMade(ctx: Ctx, id: string, props: Plain, address: Address): void {
    noteReturned(definition, ctx, props);
    claim(definition, ctx, props, address, "made", id);
    claimStaying(definition, ctx, id, props, address);
  }

  /** A half-done object is there all the same, and its entry stays. */
  async function keeping<T>(ctx: Ctx, props: Plain, address: Address, verb: () => Promise<T>): Promise<T> {
    try {
      return await verb();
    } catch (error) {
      if (error instanceof PartialFailure) claimStaying(definition, ctx, error.id, props, address);
      throw error;
    }
  }
}

/** What the engine keeps as the outputs: no verb and no failure may leave out who the entry is. */
function stateOf({ forms = FORMS }: { readonly forms?: Forms }, props: Plain, outs: Plain): Plain {
  return stripUndefined({ ...outs, ...internals(props), [VERSION]: forms.current });
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
  verb: () => Promise<T>,
): Promise<T> {
  for (const one of [props, state]) host.secret(secretsIn(definition, one));
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof UserError)) host.defect(error);
    const title = titleOf(definition.type, props);
    const reason = (!(error instanceof UserError) && state && damage(definition, title, state)) || error;
    throw new VerbError(
      title,
      told(reason, `${doing} ${title}`, host),
      (outs) => stateOf(host, props, outs),
      host.shown,
    );
  }
}

/** What is kept secret in the state. */
function secretsIn<Ctx extends CoreContext>(definition: AnyDefinition<Ctx>, props: Plain = {}): unknown[] {
  return Object.values(pick(props, [...(definition.secretInputs ?? []), ...(definition.secretOutputs ?? [])]));
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

/** What is the provider's own, but for the version: that is of the outputs alone. */
function internals(props: Plain): Plain {
  return Object.fromEntries(
    Object.entries(props).filter(([key]) => isInternal(key) && key !== VERSION && key !== TOLD),
  );
}
