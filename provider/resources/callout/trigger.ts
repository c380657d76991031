import { z } from "zod";
import type { RequestOf } from "../../api";
import { type RetryTag, retryTag } from "./schema";

/** What is done after calls that end in a certain way. */
export interface TriggerRule {
  /** The http interface that is called. */
  interfaceConfig?: HttpCallback;
  /** After these hang-up codes. */
  hangupTypes?: string[];
  /** After these tags of the conversation. */
  callTags?: RetryTag[];
  /** `ONCE_PER_NUMBER`: at the first match of each number; `ALWAYS_ON_MATCH`: at every match. */
  triggerMode?: "ONCE_PER_NUMBER" | "ALWAYS_ON_MATCH";
}

/** An http interface, and how to authenticate there. */
export interface HttpCallback {
  /** An http or https address. */
  url: string;
  /** Headers by name. */
  headerParams?: Record<string, string>;
  /** Members of the request body. */
  params?: HttpParam[];
  /** Members to take from the JSON that is answered. */
  returns?: string[];
  /** Whether the answer is not waited for. */
  async?: boolean;
  /** With any of these four the call is authenticated. */
  basicAuth?: { basicToken: string };
  bearerAuth?: { bearerToken: string };
  customAuth?: HttpParam;
  oauth2Auth?: { tokenUrl: string; clientId: string; clientSecret: string };
}

/** One member of a request body. */
export interface HttpParam {
  key: string;
  value: string;
  /** As the service names it. */
  valueType?: string;
}

const httpUrl = z
  .string()
  .refine((text) => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text), "an http or https address");

const httpParam = z.strictObject({ key: z.string().min(1), value: z.string(), valueType: z.string().optional() });

const callback = z.strictObject({
  url: httpUrl,
  headerParams: z.record(z.string().min(1), z.string()).optional(),
  params: z.array(httpParam).optional(),
  returns: z.array(z.string().min(1)).optional(),
  async: z.boolean().optional(),
  basicAuth: z.strictObject({ basicToken: z.string().min(1) }).optional(),
  bearerAuth: z.strictObject({ bearerToken: z.string().min(1) }).optional(),
  customAuth: httpParam.optional(),
  oauth2Auth: z
    .strictObject({ tokenUrl: httpUrl, clientId: z.string().min(1), clientSecret: z.string().min(1) })
    .optional(),
});

export const triggerStrategy = z.array(
  z.strictObject({
    interfaceConfig: callback.optional(),
    hangupTypes: z.array(z.string()).optional(),
    callTags: z.array(retryTag).optional(),
    triggerMode: z.enum(["ONCE_PER_NUMBER", "ALWAYS_ON_MATCH"]).optional(),
  }),
);

type Items = NonNullable<RequestOf<"CreateAutoCalloutTask">["TriggerStrategy"]>;

/** `TriggerStrategy` of the service. */
export function triggerItems(rules: z.output<typeof triggerStrategy>): Items {
  return rules.map((rule) => ({
    InterfaceConfig: rule.interfaceConfig && interfaceConfig(rule.interfaceConfig),
    HangupTypes: rule.hangupTypes,
    CallTags: rule.callTags?.map((tag) => ({ TagName: tag.name, TagValue: tag.value })),
    TriggerMode: rule.triggerMode,
  }));
}

function interfaceConfig(from: z.output<typeof callback>): Items[number]["InterfaceConfig"] {
  const { basicAuth, bearerAuth, customAuth, oauth2Auth } = from;
  const authenticated = [basicAuth, bearerAuth, customAuth, oauth2Auth].some((auth) => auth !== undefined);
  return {
    Url: from.url,
    HeaderParams: from.headerParams && Object.entries(from.headerParams).map(([Key, Value]) => ({ Key, Value })),
    Params: from.params?.map(paramOf),
    Returns: from.returns?.map((Key) => ({ Key })),
    Async: from.async,
    AuthType: authenticated ? 1 : 0,
    BasicAuth: basicAuth && { BasicToken: basicAuth.basicToken },
    BearerAuth: bearerAuth && { BearerToken: bearerAuth.bearerToken },
    CustomAuth: customAuth && paramOf(customAuth),
    Oauth2Auth: oauth2Auth && {
      TokenURL: oauth2Auth.tokenUrl,
      ClientId: oauth2Auth.clientId,
      ClientSecret: oauth2Auth.clientSecret,
    },
  };
}

function paramOf({ key, value, valueType }: z.output<typeof httpParam>): {
  Key: string;
  Value: string;
  ValueType?: string;
} {
  return { Key: key, Value: value, ...(valueType === undefined ? {} : { ValueType: valueType }) };
}
