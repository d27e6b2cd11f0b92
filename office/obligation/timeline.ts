import { sql } from 'kysely';
import type {
  Explanation,
  ObligationDetail,
  ReportForm,
  TimelineEntry,
  VersionRow,
} from '../../api/contract/obligations.js';
import type { Instant } from '../../domain/day.js';
import { dayAt } from '../../domain/day.js';
import { explainSilence, whySentence } from '../../domain/explain.js';
import { indicatorsFor, indicatorsOf, NARRATIVE_SECTIONS } from '../../domain/indicators.js';
import type { LadderSettings } from '../../domain/ladder.js';
import type { LedgerDb } from '../connection.js';
import { actorNames } from './actors.js';
import { boardRowOf } from './board.js';
import { cycleHeads, cycleOf } from './cycles.js';

interface Where {
  readonly officeId: string;
  readonly obligationId: string;
  readonly now: Instant;
}

/** One agency in one cycle with every notice, act, version and call; null when the office has none of that id. */
export async function obligationDetail(
  db: LedgerDb,
  where: Where,
): Promise<ObligationDetail | null> {
  const { officeId, obligationId } = where;
  const row = await boardRowOf(db, where);
  const cycleId = await cycleOf(db, officeId, { obligationId });
  if (row === null || cycleId === null) return null;
  const [cycle] = await cycleHeads(db, officeId, { cycleId });
  if (cycle === undefined) return null;
  const first = await db
    .selectFrom('obligation')
    .select(['original_target_at as targetAt', 'original_overdue_at as overdueAt'])
    .where('office_id', '=', officeId)
    .where('id', '=', obligationId)
    .executeTakeFirstOrThrow();
  return {
    cycle,
    row,
    originalTargetAt: first.targetAt,
    originalOverdueAt: first.overdueAt,
    contacts: await contactsOf(db, { officeId, agencyId: row.agencyId }),
    versions: await versionsOf(db, { officeId, obligationId }),
    extensions: await extensionsOf(db, { officeId, obligationId }),
    calls: await callsOf(db, { officeId, obligationId }),
    timeline: await timelineOf(db, { officeId, obligationId }),
  };
}

/** Why nothing was sent, or what is next, for one agency in one cycle. */
export async function obligationExplanation(
  db: LedgerDb,
  { settings, ...where }: Where & { readonly settings: LadderSettings },
): Promise<Explanation | null> {
  const { officeId, obligationId, now } = where;
  const row = await boardRowOf(db, where);
  const cycleId = await cycleOf(db, officeId, { obligationId });
  if (row === null || cycleId === null) return null;
  const [cycle] = await cycleHeads(db, officeId, { cycleId });
  if (cycle === undefined) return null;
  const today = dayAt(now);
  const contacts = await db
    .selectFrom('contact')
    .select(['bounced_at', 'valid_from', 'valid_to'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', row.agencyId)
    .where('role', '!=', 'head')
    .execute();
  const stopped = await db
    .selectFrom('relay_state')
    .select('reason')
    .where('stopped_at', 'is not', null)
    .executeTakeFirst();
  const sentences = explainSilence(
    {
      cycle: { ...cycle, unseen: cycle.revision > cycle.seenRevision },
      obligation: row,
      contacts: contacts.map((contact) => ({
        bounced: contact.bounced_at !== null,
        valid:
          (contact.valid_from === null || contact.valid_from <= today) &&
          (contact.valid_to === null || contact.valid_to >= today),
      })),
      latest: await latestLadder(db, where),
      relayStopped: stopped === undefined ? null : (stopped.reason ?? 'chưa rõ nguyên nhân'),
    },
    { now, settings },
  );
  return { sentences: [...sentences], nextAt: row.nextAt };
}

/** The form one agency fills in for one cycle; null when the office has none of that id. */
export async function reportForm(
  db: LedgerDb,
  { officeId, obligationId }: Pick<Where, 'officeId' | 'obligationId'>,
): Promise<ReportForm | null> {
  const row = await formRow(db, { officeId, obligationId });
  if (row === null) return null;
  const asked = row.what === 'plan' || row.what === 'list' ? [] : indicatorsFor(row.form, row.kind);
  return {
    agency: row.agency,
    reportName: row.reportName,
    indicators: asked.map(({ code, label, unit, decimals }) => ({ code, label, unit, decimals })),
    sections: NARRATIVE_SECTIONS.map(({ key, heading }) => ({ key, heading })),
  };
}

/** A file that came with a report; null when there is none, or its bytes were purged. */
export async function attachmentFile(
  db: LedgerDb,
  {
    officeId,
    attachmentId,
    agencyId,
  }: { officeId: string; attachmentId: string; agencyId?: string },
): Promise<{ fileName: string; contentType: string; bytes: Buffer } | null> {
  let query = db
    .selectFrom('attachment')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'attachment.office_id')
        .onRef('submission.id', '=', 'attachment.submission_id'),
    )
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'submission.office_id')
        .onRef('obligation.id', '=', 'submission.obligation_id'),
    )
    .select([
      'attachment.file_name as fileName',
      'attachment.content_type as contentType',
      'attachment.bytes',
    ])
    .where('attachment.office_id', '=', officeId)
    .where('attachment.id', '=', attachmentId);
  if (agencyId !== undefined) query = query.where('obligation.agency_id', '=', agencyId);
  const row = await query.executeTakeFirst();
  return row === undefined || row.bytes === null ? null : { ...row, bytes: row.bytes };
}

/** Every version an agency has sent, the newest first. */
export async function versionsOf(
  db: LedgerDb,
  { officeId, obligationId }: Pick<Where, 'officeId' | 'obligationId'>,
): Promise<VersionRow[]> {
  const row = await formRow(db, { officeId, obligationId });
  if (row === null) return [];
  const indicators = indicatorsOf(row.form);
  const versions = await db
    .selectFrom('submission')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('obligation_id', '=', obligationId)
    .orderBy('version', 'desc')
    .execute();
  const files = await db
    .selectFrom('attachment')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.office_id', '=', 'attachment.office_id')
        .onRef('submission.id', '=', 'attachment.submission_id'),
    )
    .select([
      'attachment.id',
      'attachment.submission_id',
      'attachment.file_name as fileName',
      'attachment.content_type as contentType',
    ])
    .where('submission.office_id', '=', officeId)
    .where('submission.obligation_id', '=', obligationId)
    .orderBy('attachment.file_name')
    .execute();
  return versions.map((version) => ({
    version: version.version,
    receivedAt: version.received_at,
    channel: version.channel,
    senderName: version.sender_name,
    documentNumber: version.document_number,
    documentDate: version.document_date,
    signer: version.signer,
    nil: version.nil,
    secretPartApart: version.secret_part_apart,
    figures: indicators.flatMap(({ code, label, unit }) => {
      const value = version.figures[code];
      return value === undefined ? [] : [{ code, label, unit, value }];
    }),
    nilCodes: version.nil_codes,
    narrative: NARRATIVE_SECTIONS.flatMap(({ key, heading }) => {
      const text = version.narrative[key]?.trim() ?? '';
      return text === '' ? [] : [{ key, heading, text }];
    }),
    attachments: files
      .filter((file) => file.submission_id === version.id)
      .map(({ id, fileName, contentType }) => ({ id, fileName, contentType })),
  }));
}

async function formRow(
  db: LedgerDb,
  { officeId, obligationId }: Pick<Where, 'officeId' | 'obligationId'>,
) {
  const row = await db
    .selectFrom('obligation')
    .innerJoin('agency', (join) =>
      join
        .onRef('agency.office_id', '=', 'obligation.office_id')
        .onRef('agency.id', '=', 'obligation.agency_id'),
    )
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .innerJoin('requirement', (join) =>
      join
        .onRef('requirement.office_id', '=', 'cycle.office_id')
        .onRef('requirement.id', '=', 'cycle.requirement_id'),
    )
    .select([
      'agency.name as agency',
      'agency.kind',
      'requirement.form',
      'requirement.what',
      'requirement.report_name as reportName',
    ])
    .where('obligation.office_id', '=', officeId)
    .where('obligation.id', '=', obligationId)
    .executeTakeFirst();
  return row ?? null;
}

async function contactsOf(
  db: LedgerDb,
  { officeId, agencyId }: { officeId: string; agencyId: string },
): Promise<ObligationDetail['contacts']> {
  return db
    .selectFrom('contact')
    .select(['id', 'position', 'role', 'name', 'email', 'phone', 'bounced_at as bouncedAt'])
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agencyId)
    .orderBy('position')
    .execute();
}

async function extensionsOf(
  db: LedgerDb,
  { officeId, obligationId }: Pick<Where, 'officeId' | 'obligationId'>,
): Promise<ObligationDetail['extensions']> {
  return db
    .selectFrom('extension')
    .select([
      'id',
      'reason',
      'wanted_day as wantedDay',
      'requested_by as requestedBy',
      'requested_at as requestedAt',
      'state',
      'granted_day as grantedDay',
      'answer',
    ])
    .where('office_id', '=', officeId)
    .where('obligation_id', '=', obligationId)
    .orderBy('requested_at', 'desc')
    .execute();
}

async function callsOf(
  db: LedgerDb,
  { officeId, obligationId }: Pick<Where, 'officeId' | 'obligationId'>,
): Promise<ObligationDetail['calls']> {
  const rows = await db
    .selectFrom('call')
    .leftJoin('staff', (join) =>
      join.onRef('staff.office_id', '=', 'call.office_id').onRef('staff.id', '=', 'call.by_staff'),
    )
    .select(['call.at', 'staff.name as by', 'call.answered', 'call.promised_day as promisedDay'])
    .where('call.office_id', '=', officeId)
    .where('call.obligation_id', '=', obligationId)
    .orderBy('call.at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, by: row.by ?? 'Cán bộ theo dõi' }));
}

async function timelineOf(
  db: LedgerDb,
  { officeId, obligationId }: Pick<Where, 'officeId' | 'obligationId'>,
): Promise<TimelineEntry[]> {
  const notices = await db
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select([
      'notice.name',
      'notice.kind as noticeKind',
      'notice.planned_for as plannedFor',
      'notice.replaces',
      'message.id as messageId',
      'message.state',
      'message.subject',
      'message.to_name as toName',
      'message.to_address as toAddress',
      'message.sent_at as sentAt',
      'message.response',
      'message.attempts',
      sql<string | null>`coalesce(notice.why, message.why)`.as('why'),
    ])
    .where('notice.office_id', '=', officeId)
    .where('notice.obligation_id', '=', obligationId)
    .orderBy('notice.ordinal')
    .execute();
  const acts = await db
    .selectFrom('audit')
    .select(['at', 'actor', 'act', 'details'])
    .where('office_id', '=', officeId)
    .where('subject', '=', `obligation:${obligationId}`)
    .orderBy('ordinal')
    .execute();
  const nameOf = await actorNames(
    db,
    officeId,
    acts.map(({ actor }) => actor),
  );
  const entries: TimelineEntry[] = [
    ...acts.map(({ at, actor, act, details }) => ({
      kind: 'act' as const,
      at,
      act,
      actor: nameOf(actor),
      details: { ...details },
    })),
    ...notices.map((notice) => ({
      kind: 'notice' as const,
      at: notice.sentAt ?? notice.plannedFor,
      name: notice.name,
      noticeKind: notice.noticeKind,
      // A rung left out of a mail that did go for another one was not sent.
      state:
        notice.state === null
          ? ('none' as const)
          : notice.why !== null && notice.state === 'sent'
            ? ('suppressed' as const)
            : notice.state,
      why: notice.why,
      explanation: whySentence(notice.why),
      subject: notice.subject,
      toName: notice.toName,
      toAddress: notice.toAddress,
      sentAt: notice.sentAt,
      response: notice.response,
      attempts: notice.attempts ?? 0,
      replaces: notice.replaces,
      messageId: notice.messageId,
    })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

async function latestLadder(db: LedgerDb, { officeId, obligationId }: Where) {
  const row = await db
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select([
      'notice.name',
      'notice.planned_for as plannedFor',
      'message.state',
      'message.retry_at as retryAt',
      sql<string | null>`coalesce(notice.why, message.why)`.as('why'),
    ])
    .where('notice.office_id', '=', officeId)
    .where('notice.obligation_id', '=', obligationId)
    .where('notice.kind', '=', 'ladder')
    .orderBy('notice.ordinal', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : { ...row, state: row.state ?? ('none' as const) };
}
