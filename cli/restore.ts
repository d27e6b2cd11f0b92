import { basename } from 'node:path';
import type { CopyReport } from '../db/copy/backup.js';
import type { KeyName, Keys } from '../db/copy/manifest.js';
import { restoreLedger } from '../db/copy/restore.js';
import { verifyAudit } from '../office/audit/verify.js';
import type { AuditVerdict } from '../office/audit/verify.js';
import { migrateStaffAuth } from '../office/directory/staff-auth-tables.js';
import { recordRun } from '../office/installation/scheduled-backup.js';
import { withLiveLedger } from '../office/live-ledger.js';
import { migrate } from './migrate.js';

export interface Restored extends CopyReport {
  readonly seconds: number;
  /** Keys of this installation that are not those of the backup, and what cannot be used without them. */
  readonly missingKeys: readonly { readonly key: KeyName; readonly words: string }[];
  readonly audit: AuditVerdict;
}

export { keysIn } from '../db/copy/manifest.js';

const WITHOUT: Readonly<Record<KeyName, string>> = {
  LINK_KEY: 'đường dẫn trong các thư đã gửi sẽ không mở được; phải gửi lại đường dẫn mới',
  AUTH_SECRET: 'cán bộ phải đăng nhập lại (mật khẩu vẫn dùng được)',
  AUDIT_KEY: 'không xác minh được nhật ký đã niêm phong',
};

/** Brings a ledger back from a backup, looks whether its audit holds and says which keys are not those of the backup. */
export async function restore(options: {
  readonly databaseUrl: string;
  readonly dir: string;
  readonly keys: Keys;
  readonly replace: boolean;
}): Promise<Restored> {
  const begun = performance.now();
  const { missingKeys, ...report } = await restoreLedger({
    ...options,
    migrateAccounts: migrateStaffAuth,
  });
  await migrate(options.databaseUrl);
  const audit = await withLiveLedger(
    { databaseUrl: options.databaseUrl, poolSize: 2 },
    async ({ db }) => verifyAudit(db, options.keys.AUDIT_KEY),
  );
  return {
    ...report,
    seconds: Math.round((performance.now() - begun) / 100) / 10,
    missingKeys: missingKeys.map((key) => ({ key, words: WITHOUT[key] })),
    audit,
  };
}

/** Tries a backup on a ledger of its own and notes in the installation's that it was tried; throws where the backup, or its audit, does not hold. */
export async function drill(options: {
  readonly databaseUrl: string;
  /** A database for the trial alone. */
  readonly trialUrl: string;
  readonly dir: string;
  readonly keys: Keys;
}): Promise<Restored> {
  return withLiveLedger({ databaseUrl: options.databaseUrl, poolSize: 1 }, async (ledger) =>
    recordRun(
      ledger.db,
      { kind: 'drill', folder: basename(options.dir), startedAt: ledger.clock.now() },
      async () => {
        const restored = await restore({
          ...options,
          databaseUrl: options.trialUrl,
          replace: false,
        });
        const isKeyHere = !restored.missingKeys.some(({ key }) => key === 'AUDIT_KEY');
        if (isKeyHere && restored.audit.broken.length > 0) {
          throw new Error('Nhật ký trong bản sao lưu không còn nguyên vẹn.');
        }
        return restored;
      },
    ),
  );
}
