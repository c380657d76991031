import http from "node:http";
import { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import { round } from "./measure";
import { startService } from "./service";

const SdkAppId = 1400000000;
const CONCURRENCY = 64;

/** What the calls alone cost: the same 1,000 CreateStaff, 10,000 binds and two lists, with nothing around them. */
export async function sdkLoop(people = 10_000): Promise<{ calls: number; seconds: number }> {
  const service = await startService({ latencyMs: 0, rate: 0 });
  try {
    const client = new Client({
      credential: { secretId: service.env.TENCENTCLOUD_SECRET_ID!, secretKey: service.env.TENCENTCLOUD_SECRET_KEY! },
      region: "",
      profile: {
        httpProfile: {
          ...{ endpoint: service.env.TCCC_ENDPOINT!.replace("http://", ""), protocol: "http://" },
          agent: new http.Agent({ keepAlive: true }),
        },
      },
    });
    const { SkillGroupId } = await client.CreateCCCSkillGroup({ SdkAppId, SkillGroupName: "Sales", SkillGroupType: 0 });
    const mails = Array.from({ length: people }, (_, i) => `person${i}@example.com`);
    const started = performance.now();
    const list = () => client.DescribeStaffInfoList({ SdkAppId, PageSize: 9999, PageNumber: 0 });
    await list();
    await many(people / 10, (batch) =>
      client.CreateStaff({
        SdkAppId,
        SendPassword: false,
        Staffs: mails.slice(batch * 10, batch * 10 + 10).map((Mail, index) => {
          const number = batch * 10 + index;
          const Phone = `0086138${String(number).padStart(8, "0")}`;
          return { Mail, Name: `Person ${number}`, StaffNumber: String(100000 + number), Phone, Role: 3 };
        }),
      }),
    );
    await many(people, (index) =>
      client.BindStaffSkillGroupList({
        ...{ SdkAppId, StaffEmail: mails[index]! },
        StaffSkillGroupList: [{ SkillGroupId: SkillGroupId!, Priority: 1 }],
      }),
    );
    await list();
    const seconds = round((performance.now() - started) / 1000);
    const { byAction } = await service.calls();
    return { calls: Object.values(byAction).reduce((sum, count) => sum + count, 0) - 1, seconds };
  } finally {
    await service.close();
  }
}

async function many(count: number, call: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
