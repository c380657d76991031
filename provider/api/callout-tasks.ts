import type { ResponseOf } from "./client";
import type { Instance } from "./instance";
import { createLists } from "./lists";

/** A row of DescribeAutoCalloutTasks; every member may be absent. */
export type CalloutTaskRow = NonNullable<ResponseOf<"DescribeAutoCalloutTasks">["Tasks"]>[number];

/**
 * All callout tasks. A task that is overlooked may be created a second time and dial everybody again; and neither the
 * largest page nor the number of the first one is documented for this list. So where the first page is refused in every
 * size it is asked for as number 1; and the list ends at a page that is empty or, twice, holds nothing new.
 */
export function allCalloutTasks(
  instance: Pick<Instance, "call"> & Partial<Pick<Instance, "lists">>,
): Promise<CalloutTaskRow[]> {
  const { lists = createLists() } = instance;
  return lists.all<CalloutTaskRow>("DescribeAutoCalloutTasks", {
    fetch: async (page) => {
      const { Tasks: rows, TotalCount: total } = await instance.call("DescribeAutoCalloutTasks", page);
      return { rows, total };
    },
    keyOf: (row) => (row.TaskId ? String(row.TaskId) : undefined),
    isCut: true,
    mayCountFromOne: true,
  });
}
