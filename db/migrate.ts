import { Migrator, sql } from 'kysely';
import type { Migration } from 'kysely';
import { connect } from './connection.js';
import type { LedgerDb } from './connection.js';
import * as ledger from './migrations/001-ledger.js';
import * as dueRule from './migrations/002-due-rule.js';
import * as sharedReport from './migrations/003-shared-report.js';
import * as frozenPapers from './migrations/004-frozen-papers.js';
import * as liveness from './migrations/005-liveness.js';
import * as uploads from './migrations/006-uploads.js';
import * as cycleCount from './migrations/007-cycle-count.js';
import * as post from './migrations/008-post.js';
import * as audit from './migrations/009-audit.js';
import * as door from './migrations/010-door.js';
import * as lists from './migrations/012-lists.js';
import * as agreedList from './migrations/013-agreed-list.js';
import * as marks from './migrations/014-marks.js';
import * as entries from './migrations/015-entries.js';
import * as returned from './migrations/016-returned.js';
import * as reviewEdits from './migrations/017-review-edits.js';
import * as headsWord from './migrations/018-heads-word.js';
import * as installation from './migrations/019-installation.js';
import * as backups from './migrations/020-backups.js';
import * as periods from './migrations/021-periods.js';
import * as suspectedLeases from './migrations/022-suspected-leases.js';
import * as agencyTyping from './migrations/023-agency-typing.js';
import * as forms from './migrations/024-forms.js';
import * as acceptedVersions from './migrations/025-accepted-versions.js';
import * as handOver from './migrations/026-hand-over.js';
import * as troubles from './migrations/027-troubles.js';
import * as begunMails from './migrations/030-begun-mails.js';
import * as workerClocks from './migrations/032-worker-clocks.js';
import * as signedFiles from './migrations/033-signed-files.js';
import * as dutyLadder from './migrations/034-duty-ladder.js';
import * as amendments from './migrations/036-amendments.js';
import * as officeMemory from './migrations/039-office-memory.js';
import * as covering from './migrations/040-covering.js';
import * as standingDays from './migrations/041-standing-days.js';
import * as agencyParts from './migrations/042-agency-parts.js';
import * as formVersions from './migrations/043-form-versions.js';
import * as oneOffRequest from './migrations/044-one-off-request.js';
import * as broughtFigures from './migrations/046-brought-figures.js';
import * as consolidatedVersions from './migrations/047-consolidated-versions.js';
import * as halves from './migrations/048-halves.js';
import * as papers from './migrations/049-papers.js';
import * as approvalRoute from './migrations/051-approval-route.js';
import * as signedOutside from './migrations/052-signed-outside.js';
import * as handedUp from './migrations/053-handed-up.js';
import * as opening from './migrations/054-opening.js';
import * as passwordReset from './migrations/055-password-reset.js';
import * as secondFactor from './migrations/061-second-factor.js';
import * as organIds from './migrations/056-organ-ids.js';
import * as planOfficers from './migrations/057-plan-officers.js';
import * as axisMessages from './migrations/062-axis-messages.js';
import * as axisSeenTo from './migrations/068-axis-seen-to.js';
import * as archive from './migrations/063-archive.js';
import * as contactChange from './migrations/069-contact-change.js';
import * as leadersExtension from './migrations/072-leaders-extension.js';
import * as halvesAsked from './migrations/070-halves-asked.js';
import * as unitCodes from './migrations/071-unit-codes.js';
import * as droppedCycles from './migrations/076-dropped-cycles.js';
import * as askedHolders from './migrations/066-asked-holders.js';
import * as programme from './migrations/058-programme.js';
import * as compliance from './migrations/059-compliance.js';
import * as tokens from './migrations/064-tokens.js';
import * as webhooks from './migrations/065-webhooks.js';
import * as paperTemplates from './migrations/067-paper-templates.js';
import * as proposalInTemplate from './migrations/060-proposal-in-template.js';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-ledger': ledger,
  '002-due-rule': dueRule,
  '003-shared-report': sharedReport,
  '004-frozen-papers': frozenPapers,
  '005-liveness': liveness,
  '006-uploads': uploads,
  '007-cycle-count': cycleCount,
  '008-post': post,
  '009-audit': audit,
  '010-door': door,
  '012-lists': lists,
  '013-agreed-list': agreedList,
  '014-marks': marks,
  '015-entries': entries,
  '016-returned': returned,
  '017-review-edits': reviewEdits,
  '018-heads-word': headsWord,
  '019-installation': installation,
  '020-backups': backups,
  '021-periods': periods,
  '022-suspected-leases': suspectedLeases,
  '023-agency-typing': agencyTyping,
  '024-forms': forms,
  '025-accepted-versions': acceptedVersions,
  '026-hand-over': handOver,
  '027-troubles': troubles,
  '030-begun-mails': begunMails,
  '032-worker-clocks': workerClocks,
  '033-signed-files': signedFiles,
  '034-duty-ladder': dutyLadder,
  '036-amendments': amendments,
  '039-office-memory': officeMemory,
  '040-covering': covering,
  '041-standing-days': standingDays,
  '042-agency-parts': agencyParts,
  '043-form-versions': formVersions,
  '044-one-off-request': oneOffRequest,
  '046-brought-figures': broughtFigures,
  '047-consolidated-versions': consolidatedVersions,
  '048-halves': halves,
  '049-papers': papers,
  '051-approval-route': approvalRoute,
  '052-signed-outside': signedOutside,
  '053-handed-up': handedUp,
  '054-opening': opening,
  '055-password-reset': passwordReset,
  '061-second-factor': secondFactor,
  '056-organ-ids': organIds,
  '057-plan-officers': planOfficers,
  '062-axis-messages': axisMessages,
  '063-archive': archive,
  '069-contact-change': contactChange,
  '070-halves-asked': halvesAsked,
  '071-unit-codes': unitCodes,
  '072-leaders-extension': leadersExtension,
  '076-dropped-cycles': droppedCycles,
  '066-asked-holders': askedHolders,
  '058-programme': programme,
  '059-compliance': compliance,
  '064-tokens': tokens,
  '065-webhooks': webhooks,
  '067-paper-templates': paperTemplates,
  '060-proposal-in-template': proposalInTemplate,
  '068-axis-seen-to': axisSeenTo,
};

/** How many migrations of this version the ledger has not been through; throws where it has no schema at all. */
export async function pendingMigrations(db: LedgerDb): Promise<number> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  return knownMigrations.filter((name) => !done.has(name)).length;
}

/** The names of all migrations of this version. */
export const knownMigrations: readonly string[] = Object.keys(MIGRATIONS);

/** Brings the schema of the ledger to its newest version, or with `through` to those migrations alone; two processes may call it at once. */
export async function migrateLedger(
  databaseUrl: string,
  { through = knownMigrations }: { readonly through?: readonly string[] } = {},
): Promise<void> {
  const wanted = Object.entries(MIGRATIONS).filter(([name]) => through.includes(name));
  const { db } = connect({ databaseUrl, poolSize: 2, patience: 'migration' });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve(Object.fromEntries(wanted)) },
      // Each changes tables of its own: one that was finished later may have an earlier number.
      allowUnorderedMigrations: true,
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw new Error('cannot migrate the ledger', { cause: error });
  } finally {
    await db.destroy();
  }
}
