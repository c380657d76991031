import type { ResponseOf } from "./client";
import { ServiceError } from "./errors";
import type { Instance } from "./instance";
import { PAGE } from "./limits";
import { allPages, type Page } from "./pages";

/** A row of DescribeAutoCalloutTasks; every member may be absent. */
export type CalloutTaskInfo = NonNullable<ResponseOf<"DescribeAutoCalloutTasks">["Tasks"]>[number];

/**
 * Every callout task of an instance. A task that is missed here may be made a second time, and people called twice; yet of
 * this list neither the largest page nor the number of the first one is documented. So the first page may be
 * number 1, and given or refused as number 0; and a short page is not believed to be the last where the total says nothing.
 */
export async function allCalloutTasks(instance: Instance): Promise<CalloutTaskInfo[]> {
  const PageSize = PAGE.DescribeAutoCalloutTasks;
  const ask = async (PageNumber: number): Promise<Page<CalloutTaskInfo>> => {
    const { Tasks: rows, TotalCount } = await instance.call("DescribeAutoCalloutTasks", { PageSize, PageNumber });
    const total = rows?.length ? TotalCount || Number.POSITIVE_INFINITY : TotalCount;
    return { rows, total };
  };
  let first = "";
  let shift = 0;
  return allPages<CalloutTaskInfo>(
    async (pageNumber) => {
      const page = await ask(pageNumber + shift).catch((error: unknown) => {
        if (pageNumber + shift > 0 || !isRefusal(error)) throw error;
        shift = 1;
        return ask(shift);
      });
      const ids = idsOf(page);
      if (pageNumber === 0) first = ids;
      if (pageNumber !== 1 || shift > 0 || ids === "" || ids !== first) return page;
      shift = 1;
      return ask(pageNumber + shift);
    },
    PageSize,
    (row) => (row.TaskId === undefined ? undefined : String(row.TaskId)),
  );
}

/** One way to say that there is no page 0. */
function isRefusal(error: unknown): boolean {
  return error instanceof ServiceError && /^InvalidParameter(Value)?$/.test(error.code);
}

function idsOf({ rows }: Page<CalloutTaskInfo>): string {
  const ids = (rows ?? []).map(({ TaskId }) => Number(TaskId));
  return ids.sort((a, b) => a - b).join(" ");
}
