import assert from "node:assert/strict";
import { createLog } from "../../provider/base/log";
import { createHandlers } from "../../provider/resources/registry";
import { createSession } from "../../provider/resources/session";
import { urnOf } from "../core/thing";
import { withFake } from "../lookups/support";
import type { Found, Measured } from "./found";

interface Item {
  StaffEmail: string;
  Code: string;
  Message: string;
}

const refused: Item = { StaffEmail: "li@example.com", Code: "FailedOperation.One", Message: "first reason" };

/** Two people in one call, one of them refused: what the program's user is told about each. */
async function refusalsOf(item: Item): Promise<string[]> {
  let messages: string[] = [];
  const created = new Set<string>();
  const answers = {
    CreateStaff: ({ Staffs }: Record<string, unknown>) => {
      for (const { Mail } of Staffs as { Mail: string }[]) if (Mail !== item.StaffEmail) created.add(Mail);
      return { ErrorStaffList: [item] };
    },
    DescribeStaffInfoList: () => ({
      StaffList: [...created].map((Mail) => ({ Mail, Name: Mail, StaffNumber: Mail.slice(0, 2), RoleList: [3] })),
      TotalCount: created.size,
    }),
  };
  await withFake(answers, async (calls) => {
    const session = createSession({ env: { ...process.env }, log: createLog({}, () => undefined) });
    session.configure((key) => (key === "tccc:requestsPerSecond" ? "1000" : undefined));
    const { Staff } = createHandlers(session);
    const people = await Promise.all(
      ["li@example.com", "wu@example.com"].map(async (mail) => {
        const declared = { mail, name: mail, staffNumber: mail.slice(0, 2) };
        const internal = { __provider: "", __identity: urnOf("Staff", mail) };
        const { inputs, failures } = await Staff.check!({}, { ...declared, ...internal });
        assert.deepEqual(failures ?? [], []);
        return inputs;
      }),
    );
    const made = await Promise.allSettled(people.map((inputs) => Staff.create!(inputs)));
    messages = made.map((one) => (one.status === "rejected" ? String((one.reason as Error).message) : "made"));
    assert.equal(calls.filter(({ action }) => action === "CreateStaff").length, 1, "both were sent in one call");
  });
  return messages;
}

/** Where a refused item of CreateStaff is seen: each member decides what its `Staff`, and no other, fails with. */
export async function measureRefusals(): Promise<Measured> {
  const [li, wu] = await refusalsOf(refused);
  const found = (field: keyof Item, shown: boolean): Found => ({
    ...{ field: `ErrStaffItem.${field}`, action: "CreateStaff", by: "Staff", direction: "read", unknown: [], shown },
    paths: shown ? [field === "StaffEmail" ? "which of the resources fails" : "message of its failure"] : [],
  });
  const other = await refusalsOf({ ...refused, StaffEmail: "wu@example.com" });
  const [code] = await refusalsOf({ ...refused, Code: "FailedOperation.Two" });
  const [message] = await refusalsOf({ ...refused, Message: "second reason" });
  return {
    found: [
      found("StaffEmail", li !== "made" && wu === "made" && other[0] === "made" && other[1] !== "made"),
      found("Code", /FailedOperation\.One/.test(li!) && /FailedOperation\.Two/.test(code!)),
      found("Message", /first reason/.test(li!) && /second reason/.test(message!)),
    ],
    ...{ uses: new Map(), sent: new Map() },
  };
}
