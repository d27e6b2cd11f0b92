import { openStaffAuth } from '../../office/directory/staff-auth.js';
import { openLedger } from '../../office/scope.js';
import type { Instant } from '../../domain/day.js';
import { benchServer } from './bench-server.js';

/** What the API of the board's bench is told. */
export interface BoardApiOrder {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly publicUrl: string;
  /** The moment at which the boards are read. */
  readonly now: Instant;
}

const { databaseUrl, secret, publicUrl, now } = JSON.parse(process.argv[2] ?? '') as BoardApiOrder;
const clock = { now: () => now };
const app = await benchServer({
  ledger: openLedger({ databaseUrl, clock, poolSize: 16, patience: 'people' }),
  auth: openStaffAuth({ databaseUrl, secret, publicUrl }),
  clock,
  publicUrl,
  readLink: () => null,
  uploadBytes: 0,
});
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
process.on('disconnect', () => process.exit(0));
