import type { SkillGroupInfoItem } from "../../api";
import { holderOf } from "../../core/claiming";
import type { Address } from "../../core/define";
import { formatId } from "../../core/ids";
import type { Context } from "../session";

interface Known {
  key: string | undefined;
}

/** A group of several that may wait for one another's names. */
export interface NameRing {
  /** Whether a name that was refused may become free. `own`: the group as it is, where it is there. */
  mayPass(own: SkillGroupInfoItem | undefined): Promise<boolean>;
  /** Names under which the group makes way, and the one that it gets back where that was in vain. */
  aside(
    own: SkillGroupInfoItem | undefined,
  ): Promise<{ steps: string[]; back(now: SkillGroupInfoItem | undefined): string[] } | undefined>;
  obstacle(): Promise<string | undefined>;
}

export function nameRing(ctx: Context, name: string, known: Known, address: Address): NameRing {
  const { offers } = ctx.memory;
  let moved = false;
  let waited = false;
  /** Who has the name, and which other entry of the program the group belongs to. */
  const holder = async (): Promise<{ id: string; entry: string | undefined } | undefined> => {
    // What cannot be seen now is no reason to wait: the refusal is told.
    const all = await ctx.instance.skillGroups.all({ fresh: true }).catch(() => undefined);
    if (!all) return { id: "", entry: undefined };
    const row = all.find((one) => one.SkillGroupName === name && String(one.SkillGroupId) !== known.key);
    if (!row) return undefined;
    const id = String(row.SkillGroupId);
    return { id, entry: holderOf(ctx, formatId(ctx.sdkAppId, id), address) };
  };
  const isOffered = (id: string): boolean => offers.isOffered(token(name), owner(id));
  return {
    async mayPass(own) {
      const held = await holder();
      // A group that was deleted or renamed a moment ago may still keep its name.
      if (!held) return true;
      if (held.entry === undefined) return false;
      waited = true;
      const given = own?.SkillGroupName;
      if (known.key && given && given !== name) offers.offer(owner(known.key), [token(given)]);
      return moved || !given || !isOffered(held.id);
    },
    async aside(own) {
      const [id, given] = [known.key, own?.SkillGroupName];
      if (moved || !waited || !id) return undefined;
      const held = await holder();
      moved = true;
      // Somebody else has made way meanwhile: it is asked for once more.
      if (!held) return { steps: [], back: () => [] };
      if (!given || given === name || !isOffered(held.id)) return undefined;
      const between = `${name} (${id})`;
      return { steps: [between], back: (now) => (now?.SkillGroupName === between ? [given] : []) };
    },
    async obstacle() {
      const held = await holder();
      if (!held?.entry) return undefined;
      return `The name belongs to ${held.entry} (${formatId(ctx.sdkAppId, held.id)}), which has not given it up. Where that one is to give it up, run \`pulumi up\` again; where it depends on this one (dependsOn), declare another name for one of the two first`;
    },
  };
}

/** The group waits for nothing any more. */
export function withdrawName(ctx: Context, { key }: Known): void {
  if (key !== undefined) ctx.memory.offers.withdraw(owner(key));
}

const token = (name: string): string => `skill group ${name}`;
const owner = (id: string): string => `skill group/${id}`;
