import type { AxisHead } from '../../domain/axis/message.js';
import { standingRefusals } from '../../domain/axis/standing-refusals.js';
import { statusMeaning } from '../../domain/axis/status-code.js';
import type { LedgerDb } from '../../db/connection.js';
import type { AxisView } from '../../contract/axis.js';

/** What goes over the axis: the head of its message, and which files. */
export interface OutgoingMessage {
  readonly head: AxisHead;
  readonly files: readonly string[];
}

export interface OutgoingFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is shown of a message before it is taken, and what came back of the document so far. */
export function axisView(
  { head, files }: OutgoingMessage,
  statuses: AxisView['statuses'],
): AxisView {
  const { code, from, to, dueOn, responseFor, steering } = head;
  return {
    out: {
      from: { name: from.name, organId: from.organId },
      to: to.map(({ name, organId }) => ({ name, organId: organId === '' ? null : organId })),
      code: `${code.number}/${code.notation}`,
      dueOn,
      reports: steering === '3',
      answers: responseFor.map(({ code: answered }) => answered),
      files: [...files],
    },
    why: null,
    statuses,
  };
}

/** What offices have said back of a paper or a plan, the newest first. */
export async function statusesOf(
  db: LedgerDb,
  officeId: string,
  of: { readonly documentId: string } | { readonly planId: string },
): Promise<AxisView['statuses']> {
  const rows = await db
    .selectFrom('axis_message')
    .select(['id', 'from_name', 'from_organ', 'status_code', 'description'])
    .select(['said_at as saidAt', 'taken_at as takenAt', 'seen_to_at'])
    .where('office_id', '=', officeId)
    .where((eb) =>
      'documentId' in of ? eb('document_id', '=', of.documentId) : eb('plan_id', '=', of.planId),
    )
    .orderBy('said_at', (order) => order.desc().nullsLast())
    .orderBy('taken_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  const statuses = rows.map(
    ({ status_code: code, from_name: name, from_organ, seen_to_at, ...row }) => ({
      ...row,
      from: { organId: from_organ, name },
      code: code ?? '',
      seenTo: seen_to_at !== null,
    }),
  );
  const standing = new Set(standingRefusals(statuses).map(({ id }) => id));
  return statuses.map(({ from, seenTo, ...row }) => ({
    ...row,
    from: from.name === '' ? from.organId : from.name,
    meaning: statusMeaning(row.code),
    stands: standing.has(row.id),
    seenTo,
  }));
}
