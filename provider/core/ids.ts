import { UserError } from "../base/errors";

/**
 * Ids are `"<sdkAppId>/<key>"`, such as `1400000000/li@example.com`: an id alone tells in which instance the object
 * lives, whatever the configuration says later.
 */
export interface ObjectId {
  sdkAppId: number;
  key: string;
}

export function formatId(sdkAppId: number, key: string | number): string {
  return `${sdkAppId}/${key}`;
}

export function parseId(id: string): ObjectId {
  const match = /^(\d+)\/(.+)$/s.exec(id);
  if (!match) {
    throw new UserError(
      `the id ${JSON.stringify(id)} is not one of this provider: expected "<sdkAppId>/<key>", such as "1400000000/li@example.com"`,
    );
  }
  const sdkAppId = Number(match[1]);
  if (!Number.isSafeInteger(sdkAppId)) {
    throw new UserError(
      `the id ${JSON.stringify(id)} names an instance above ${Number.MAX_SAFE_INTEGER}, which is not one`,
    );
  }
  return { sdkAppId, key: match[2]! };
}
