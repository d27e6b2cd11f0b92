import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.js';
import { canonicalText } from '../../domain/canonical-text.js';
import type { Span } from '../../domain/compliance.js';
import type { ComplianceList } from '../../domain/compliance-list.js';
import { ok, refuse } from '../../domain/result.js';
import { mayAgree } from '../../domain/two-persons.js';
import type { ActResult } from '../act-result.js';
import { nameOfActor } from '../audit/actor-names.js';
import { keepReason, record } from '../audit/record.js';
import { sha256Of } from '../digest.js';
import { tellRole } from '../reminding/notices.js';
import type { OfficeScope } from '../scope.js';
import { complianceList } from './compliance.js';
import { objectionsOf } from './told-duties.js';

type ListRow = Selectable<Tables['compliance_list']>;

/** The officer puts the list of a period before the approvers, word for word as it may leave; one that still waits for the same period is replaced. */
export async function putListForward(
  scope: OfficeScope,
  span: Span,
): ActResult<{ listId: string }> {
  const made = await complianceList(scope, span);
  if (!made.ok) return made;
  const content = canonicalText(made.value);
  const sha256 = sha256Of(content);
  await scope.trx
    .updateTable('compliance_list')
    .set({ state: 'superseded' })
    .where('office_id', '=', scope.officeId)
    .where('from_day', '=', span.from)
    .where('to_day', '=', span.to)
    .where('state', '=', 'awaitingApproval')
    .execute();
  const listId = randomUUID();
  await scope.trx
    .insertInto('compliance_list')
    .values({
      office_id: scope.officeId,
      id: listId,
      from_day: span.from,
      to_day: span.to,
      state: 'awaitingApproval',
      content,
      sha256,
      put_forward_by: scope.actor,
      put_forward_at: scope.now,
      decided_by: null,
      decided_at: null,
      reason: null,
    })
    .execute();
  await record(scope, 'putComplianceForward', `compliance:${listId}`, {
    fromDay: span.from,
    toDay: span.to,
    agencies: made.value.agencies.length,
    content: sha256,
  });
  await tellRole(scope, 'approver', [
    {
      key: `desk/complianceAsked/${listId}`,
      name: 'complianceAsked',
      planId: null,
      cycleId: null,
      data: {
        ...span,
        agencies: made.value.agencies.length,
        byName: await nameOfActor(scope),
        page: `/compliance-lists/${listId}`,
      },
    },
  ]);
  return ok({ listId });
}

interface Decision {
  readonly listId: string;
  readonly staffId: string;
  /** The hash of what was shown. */
  readonly seen: string;
}

/** An approver agrees: from here on the list may leave the office. */
export async function agreeToList(
  scope: OfficeScope,
  { listId, staffId, seen }: Decision,
): ActResult {
  const held = await waitingList(scope, listId, seen);
  if (!held.ok) return held;
  const { put_forward_by: putForwardBy } = held.value;
  const { twoPersons } = scope.office.parsed;
  if (!mayAgree({ twoPersons, putForwardBy, actor: scope.actor })) return refuse('SAME_PERSON');
  await decide(scope, listId, { state: 'agreed', staffId, reason: null });
  await record(scope, 'agreeCompliance', `compliance:${listId}`, { content: seen });
  return ok({});
}

/** An approver sends the list back with a reason. */
export async function sendListBack(
  scope: OfficeScope,
  { listId, staffId, seen, reason }: Decision & { readonly reason: string },
): ActResult {
  const held = await waitingList(scope, listId, seen);
  if (!held.ok) return held;
  await decide(scope, listId, { state: 'sentBack', staffId, reason });
  const reasonId = await keepReason(scope, reason);
  await record(scope, 'sendComplianceBack', `compliance:${listId}`, { reasonId });
  return ok({});
}

/** The agreed list, to be taken out of the office; recorded each time. Refused while an agency that objected since has no answer. */
export async function takeListOut(
  scope: OfficeScope,
  { listId, format }: { readonly listId: string; readonly format: string },
): ActResult<ComplianceList> {
  const row = await lockedList(scope, listId);
  if (row === undefined) return refuse('NOT_FOUND');
  if (row.state !== 'agreed') return refuse('COMPLIANCE_NOT_AGREED');
  const list = contentOfList(row);
  const names = await objectedSince(scope, row, list);
  if (names.length > 0) return refuse('COMPLIANCE_OBJECTED', { names: [...names] });
  await record(scope, 'takeComplianceOut', `compliance:${listId}`, {
    format,
    content: row.sha256,
  });
  return ok(list);
}

/** What a list says. */
export function contentOfList({ content }: Pick<ListRow, 'content'>): ComplianceList {
  return JSON.parse(content) as ComplianceList;
}

/** Agencies of a list that have objected since it was put forward, and wait for an answer. */
export async function objectedSince(
  scope: Pick<OfficeScope, 'trx' | 'officeId'>,
  row: Pick<ListRow, 'put_forward_at'>,
  list: ComplianceList,
): Promise<readonly string[]> {
  const ids = list.agencies.flatMap(({ duties }) => duties.map((duty) => duty.obligationId));
  const objections = await objectionsOf(scope, ids);
  const isOpen = (id: string) =>
    (objections.get(id) ?? []).some(
      ({ saidAt, answer }) => answer === null && saidAt > row.put_forward_at,
    );
  return list.agencies
    .filter(({ duties }) => duties.some(({ obligationId }) => isOpen(obligationId)))
    .map(({ agency }) => agency);
}

async function lockedList(scope: OfficeScope, listId: string): Promise<ListRow | undefined> {
  return scope.trx
    .selectFrom('compliance_list')
    .selectAll()
    .where('office_id', '=', scope.officeId)
    .where('id', '=', listId)
    .forUpdate()
    .executeTakeFirst();
}

async function waitingList(scope: OfficeScope, listId: string, seen: string): ActResult<ListRow> {
  const row = await lockedList(scope, listId);
  if (row === undefined) return refuse('NOT_FOUND');
  if (row.state !== 'awaitingApproval') return refuse('PAPER_STATE');
  return row.sha256 === seen ? ok(row) : refuse('PAPER_CHANGED');
}

async function decide(
  scope: OfficeScope,
  listId: string,
  given: {
    readonly state: 'agreed' | 'sentBack';
    readonly staffId: string;
    readonly reason: string | null;
  },
): Promise<void> {
  await scope.trx
    .updateTable('compliance_list')
    .set({
      state: given.state,
      decided_by: given.staffId,
      decided_at: scope.now,
      reason: given.reason,
    })
    .where('office_id', '=', scope.officeId)
    .where('id', '=', listId)
    .execute();
}
