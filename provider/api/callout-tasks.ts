import type { ResponseOf } from "./client";
import { ServiceError } from "./errors";
import type { Instance } from "./instance";
import { PAGE } from "./limits";
import { allPages } from "./pages";

/** A row of DescribeAutoCalloutTasks; every member may be absent. */
export type CalloutTaskRow = NonNullable<ResponseOf<"DescribeAutoCalloutTasks">["Tasks"]>[number];

/** The default of the other lists, which every service takes. */
const SMALL_PAGE = 20;

/**
 * All callout tasks. A task that is overlooked may be created a second time and dial everybody again; and neither the
 * largest page nor the number of the first one is documented for this list. So where the first page is refused it is asked
 * for as a smaller one, then as number 1; and the list ends at a page that is empty or, twice, holds nothing new.
 */
export function allCalloutTasks(instance: Pick<Instance, "call">): Promise<CalloutTaskRow[]> {
  let PageSize: number = PAGE.DescribeAutoCalloutTasks;
  let shift = 0;
  const ways = [
    () => {
      PageSize = SMALL_PAGE;
    },
    () => {
      shift = 1;
    },
  ];
  const page = async (pageNumber: number) => {
    for (;;) {
      try {
        return await instance.call("DescribeAutoCalloutTasks", { PageSize, PageNumber: pageNumber + shift });
      } catch (error) {
        const way = pageNumber === 0 && isRefusal(error) ? ways.shift() : undefined;
        if (!way) throw error;
        way();
      }
    }
  };
  return allPages<CalloutTaskRow>(
    async (pageNumber) => {
      const { Tasks: rows, TotalCount: total } = await page(pageNumber);
      return { rows, total };
    },
    "unknown",
    (row) => (row.TaskId ? String(row.TaskId) : undefined),
  );
}

/** One way to say that there is no such page. */
function isRefusal(error: unknown): boolean {
  return error instanceof ServiceError && /^InvalidParameter(Value)?$/.test(error.code);
}
