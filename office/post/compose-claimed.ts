import type { OutgoingMail } from '../../activities/ports.js';
import { timetable } from '../../domain/ladder.js';
import { owes } from '../../domain/obligation.js';
import type { NoticeContent } from '../../mail/content.js';
import { agencyContent, calendarEntry } from '../../mail/notice-content.js';
import type { WordingContext } from '../../mail/notice-facts.js';
import type { MailInFacts } from '../../mail/outgoing.js';
import type { OfficeScope } from '../scope.js';
import type { LoadedNotice, MessageRow } from './load-notice-facts.js';
import { loadOfficeMail } from './load-office-mail.js';

export interface ComposeOptions {
  readonly compose: (mail: MailInFacts) => OutgoingMail;
  readonly linkUrl: WordingContext['linkUrl'];
  readonly pageUrl: (path: string) => string;
}

/** One mail that cannot be put into words must not hold up all the others: it waits for a person. */
export async function mailOrTrouble(
  scope: OfficeScope,
  options: ComposeOptions,
  row: MessageRow,
  facts: readonly LoadedNotice[],
): Promise<OutgoingMail | null> {
  try {
    return await mailOf(scope, options, row, facts);
  } catch (error) {
    // An error of the database has ended the transaction: nothing can be written any more.
    if (error instanceof Error && 'severity' in error) throw error;
    await scope.trx
      .updateTable('message')
      .set({ state: 'doubtful', why: 'notComposed', lease_until: null, lease_by: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', row.id)
      .execute();
    return null;
  }
}

/** The mail of a claimed row, or null when it is not wanted any more; the row then says why. */
async function mailOf(
  scope: OfficeScope,
  options: ComposeOptions,
  row: MessageRow,
  facts: readonly LoadedNotice[],
): Promise<OutgoingMail | null> {
  const wanted: LoadedNotice[] = [];
  for (const one of facts) {
    const why = reasonNotToSend(one, scope);
    if (why === null) wanted.push(one);
    else await leaveOut(scope, one.notice.id, why);
  }
  const [first] = wanted;
  const said =
    first === undefined
      ? null
      : row.agency_id === null
        ? await loadOfficeMail(scope, first, options)
        : saidToAgency(wanted, options, scope);
  if (first === undefined || said === null || row.to_address === null) {
    await scope.trx
      .updateTable('message')
      .set({ state: 'suppressed', why: 'notWanted', lease_until: null, lease_by: null })
      .where('office_id', '=', scope.officeId)
      .where('id', '=', row.id)
      .execute();
    return null;
  }
  const { identity } = first;
  const mail = options.compose({
    messageId: row.header_id,
    officeId: scope.officeId,
    to: { name: row.to_name, address: row.to_address },
    replyTo:
      identity === null || identity.replyTo === ''
        ? null
        : { name: identity.officerName || identity.unit, address: identity.replyTo },
    senderName: identity?.sendingBody ?? scope.office.short_name,
    content: said.content,
    calendar: row.agency_id === null ? null : calendarEntry(wanted),
    attachments: said.attachments,
    reference: first.notice.key,
    writtenAt: scope.now,
  });
  await scope.trx
    .updateTable('message')
    .set({ subject: mail.subject })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', row.id)
    .execute();
  return mail;
}

function saidToAgency(
  wanted: readonly LoadedNotice[],
  { linkUrl }: ComposeOptions,
  { now, settings }: OfficeScope,
): { readonly content: NoticeContent; readonly attachments: [] } | null {
  const content = agencyContent(wanted, { now, settings, linkUrl });
  return content === null ? null : { content, attachments: [] };
}

/** Ladder notices are asked once more right before they go: still owed, epoch current, not paused, still true. */
function reasonNotToSend(
  { notice, obligation, cycle, duty }: LoadedNotice,
  { now, settings }: Pick<OfficeScope, 'now' | 'settings'>,
): string | null {
  if (notice.kind !== 'ladder') return null;
  if (obligation === null || cycle === null || duty === null) return 'gone';
  if (!owes(obligation)) return obligation.state === 'submitted' ? 'received' : obligation.state;
  if (obligation.epoch !== notice.epoch) return 'epoch';
  if (cycle.paused_at !== null) return 'paused';
  if (cycle.cancelled_at !== null) return 'cancelled';
  const { steps } = timetable(duty.ladder, settings);
  const nth = Number(notice.data['nth'] ?? 1);
  const step = steps.find((one) => one.rung === notice.name && one.nth === nth);
  return step?.usefulUntil != null && now >= step.usefulUntil ? 'past' : null;
}

async function leaveOut(scope: OfficeScope, noticeId: string, why: string): Promise<void> {
  await scope.trx
    .updateTable('notice')
    .set({ why })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', noticeId)
    .execute();
}
