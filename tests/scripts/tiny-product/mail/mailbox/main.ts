import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export async function startMailbox(options: {
  smtpPort?: number;
  host: string;
}): Promise<{ smtpPort: number; close: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(options.smtpPort ?? 0, options.host, listening);
  });
  return {
    smtpPort: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
    },
  };
}
