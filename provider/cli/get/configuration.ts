import { idNumber, optional } from "./arguments";
import { type What, words } from "./what";

/** What somebody has set up: people, groups, phones, numbers, purchases. */
export const configuration: readonly What[] = [
  {
    name: "staff",
    description: "people with an account",
    id: { name: "mail" },
    filters: ["skillGroupId", "modifiedSince"],
    columns: words("mail name staffNumber phone extensionNumber roles skillGroups"),
    more: words(
      "nick forwarding.enabled forwarding.when forwarding.to.staff forwarding.to.skillGroupId forwarding.to.extensionId lastModified",
    ),
    list: ({ questions, options, scope }) =>
      questions.listStaff({
        ...scope,
        ...optional({ skillGroupId: options.skillGroupId?.[0], modifiedSince: options.modifiedSince }),
      }),
    one: ({ questions, scope, id }) => questions.getStaff({ ...scope, mail: id }),
  },
  {
    name: "skill-groups",
    description: "skill groups",
    id: { name: "id or name" },
    filters: ["name"],
    columns: words("skillGroupId name type maxConcurrency ringAll lastModified"),
    more: words("typeCode routePolicy usingLastSeat alias legacyType"),
    list: ({ questions, options, scope }) =>
      questions.listSkillGroups({ ...scope, ...optional({ name: options.name }) }),
    one: async ({ questions, scope, id }) => {
      // A name may be digits too: what is listed under the text as a name comes first.
      const named = (await questions.listSkillGroups(scope)).some((group) => group.name === id);
      return questions.getSkillGroup(
        !named && /^\d+$/.test(id) ? { ...scope, skillGroupId: Number(id) } : { ...scope, name: id },
      );
    },
  },
  {
    name: "extensions",
    description: "SIP phones",
    id: { name: "extension" },
    filters: ["keyword", "showPassword"],
    columns: words("extensionId name status registered staff staffName skillGroupIds"),
    more: words("fullExtensionId statusCode sdkAppId created lastModified domain outboundProxy transport password"),
    list: ({ questions, options, scope }) =>
      questions.listExtensions({ ...scope, ...optional({ keyword: options.keyword }) }),
    one: async ({ questions, options, scope, id }) => {
      const { password, ...rest } = await questions.getExtension({ ...scope, extensionId: id });
      return options.showPassword ? { ...rest, password } : rest;
    },
  },
  {
    name: "numbers",
    description: "telephone numbers and the groups that call out with them",
    id: { name: "number" },
    filters: [],
    columns: words("number state callOutSkillGroupIds ownNumber"),
    more: words("stateCode"),
    list: ({ questions, scope }) => questions.listNumbers(scope),
    one: ({ questions, scope, id }) => questions.getNumber({ ...scope, number: id }),
  },
  {
    name: "callout-tasks",
    description: "callout tasks",
    id: { name: "task id" },
    filters: [],
    columns: words("taskId name state calleeCount callers notBefore notAfter"),
    more: words("stateCode ivrId maxRingSeconds description"),
    list: ({ questions, scope }) => questions.listCalloutTasks(scope),
    one: ({ questions, scope, id }) => questions.getCalloutTask({ ...scope, taskId: idNumber("task id", id) }),
  },
  {
    name: "campaigns",
    description: "predictive dialling campaigns",
    id: { name: "campaign id" },
    filters: ["name", "skillGroupId"],
    columns: words("campaignId name status statusReason skillGroupId priority calleeCount finishedCalleeCount"),
    more: words(
      "statusCode statusReasonCode callOrder startTime endTime ivrId expectedAbandonRate retryTimes retryInterval uui variables",
    ),
    list: ({ questions, options, scope }) =>
      questions.listCampaigns({
        ...scope,
        ...optional({ name: options.name, skillGroupId: options.skillGroupId?.[0] }),
      }),
    one: ({ questions, scope, id }) => questions.getCampaign({ ...scope, campaignId: idNumber("campaign id", id) }),
  },
  {
    name: "buy-info",
    description: "seats, numbers and packages that were bought",
    filters: ["all"],
    columns: words("sdkAppId application kind item count remaining state bought ends"),
    more: words("sipCount callType"),
    list: async ({ questions, options, scope }) => {
      const sdkAppId = scope.sdkAppId ?? (options.all ? undefined : Number(process.env.TCCC_SDK_APP_ID) || undefined);
      const whole = await questions.getPurchases(sdkAppId === undefined ? {} : { sdkAppIds: [sdkAppId] });
      return { whole, rows: purchaseLines(whole) };
    },
  },
];

type Purchases = Awaited<ReturnType<Parameters<NonNullable<What["list"]>>[0]["questions"]["getPurchases"]>>;

function purchaseLines({ applications, packages }: Purchases): object[] {
  const ofApplications = applications.flatMap(({ sdkAppId, name: application, seats, numbers }) => [
    ...seats.map((seat) => ({ sdkAppId, application, kind: "seats", ...seat })),
    ...numbers.map(({ number, type, ...rest }) => ({
      ...{ sdkAppId, application, kind: `number (${type ?? "unknown"})`, item: number, count: 1 },
      ...rest,
    })),
  ]);
  const ofPackages = packages.map(({ packageId, type, capacity, ...rest }) => ({
    ...{ kind: `package (${type ?? "unknown"})`, item: packageId, count: capacity },
    ...rest,
  }));
  return [...ofApplications, ...ofPackages];
}
