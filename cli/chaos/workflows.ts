import { Client, Connection } from '@temporalio/client';

/** Ends every running workflow of an office at once, as a careless hand in the Temporal UI does. */
export async function endWorkflows(address: string, officeId: string): Promise<void> {
  await withClient(address, async (client) => {
    for (const id of await openIds(client, officeId)) {
      await client.workflow.getHandle(id).terminate('chaos');
    }
  });
}

/** The ids of an office's workflows that run, one for each run. */
export async function openWorkflows(address: string, officeId: string): Promise<readonly string[]> {
  return withClient(address, async (client) => openIds(client, officeId));
}

async function openIds(client: Client, officeId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({
    query: "ExecutionStatus = 'Running'",
  })) {
    if (workflowId.startsWith(`office/${officeId}/`)) ids.push(workflowId);
  }
  return ids;
}

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection, namespace: 'default' }));
  } finally {
    await connection.close();
  }
}
