import { sql } from 'kysely';
import type { Instant } from '../../domain/day.js';
import type { Day } from '../../domain/day.js';
import { foldedOpenings } from '../../domain/folded-openings.js';
import { reasonOfStanding, standingOf } from '../../domain/explain/told-notice.js';
import type { StoryState } from '../../domain/explain/why-words.js';
import { actorNames } from '../audit/actor-names.js';
import { readableDetails } from '../audit/readable-details.js';
import { noticeStories } from '../obligation/waiting-notices.js';
import type { OfficeScope } from '../scope.js';

/** What happened between the office and an agency, one line each. */
export type StoryEntry = { readonly at: Instant; readonly obligationId: string | null } & (
  | {
      readonly kind: 'mail';
      readonly name: string;
      readonly subject: string | null;
      readonly to: string | null;
      readonly story: StoryState;
      /** Why, in a sentence; null where there is nothing to explain. */
      readonly why: string | null;
    }
  | {
      readonly kind: 'act';
      readonly act: string;
      readonly actor: string;
      readonly reason: string | null;
      /** How often it was done in a row; `at` is the last time. */
      readonly times: number;
    }
  | {
      readonly kind: 'call';
      readonly by: string;
      readonly answered: string;
      readonly promisedDay: Day | null;
    }
  | {
      readonly kind: 'version';
      readonly version: number;
      readonly sender: string;
      readonly document: string | null;
      readonly nil: boolean;
      readonly nilCodes: number;
      readonly attachments: readonly { readonly id: string; readonly fileName: string }[];
    }
);

/** Said by lines of their own (what was sent, what was said on the telephone), or not between office and agency at all. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set(['submit', 'logCall', 'openClaimedFile']);

type Reading = Pick<OfficeScope, 'trx' | 'officeId'>;

/** A mail that has neither left nor been given up. */
const WAITS: ReadonlySet<string | null> = new Set(['planned', 'sending']);

interface About {
  readonly agencyId: string;
  readonly obligationIds: readonly string[];
  /** Whether what is about the agency itself (its link, its entry in the directory) is told too. */
  readonly ofAgency: boolean;
}

/** Everything that happened about some duties of an agency, the oldest first; seven statements for any number, and some for each with a mail that waits. */
export async function storyEntries(
  scope: OfficeScope,
  about: About,
): Promise<readonly StoryEntry[]> {
  const all = [
    ...(await actsOf(scope, about)),
    ...(await mailsOf(scope, about)),
    ...(await callsOf(scope, about)),
    ...(await versionsOf(scope, about)),
  ];
  return foldedOpenings(all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

async function actsOf({ trx, officeId }: Reading, about: About): Promise<readonly StoryEntry[]> {
  const subjects = [
    ...about.obligationIds.map((id) => `obligation:${id}`),
    ...(about.ofAgency ? [`agency:${about.agencyId}`] : []),
  ];
  const recorded = await trx
    .selectFrom('audit')
    .select(['at', 'actor', 'act', 'details', 'subject'])
    .where('office_id', '=', officeId)
    .where((eb) => eb('subject', '=', sql<string>`any(${subjects}::text[])`))
    .orderBy('ordinal')
    .execute();
  const acts = await readableDetails(trx, officeId, recorded);
  const nameOf = await actorNames(
    trx,
    officeId,
    acts.map(({ actor }) => actor),
  );
  return acts
    .filter(({ act }) => !TOLD_OTHERWISE.has(act))
    .map(({ at, actor, act, details, subject }) => {
      const [kind = '', id = ''] = subject.split(':');
      const { reason } = details;
      return {
        kind: 'act',
        at,
        obligationId: kind === 'obligation' ? id : null,
        act,
        actor: nameOf(actor),
        reason: typeof reason === 'string' && reason !== '' ? reason : null,
        times: 1,
      };
    });
}

async function mailsOf(scope: OfficeScope, about: About): Promise<readonly StoryEntry[]> {
  const { trx, officeId } = scope;
  const rows = await trx
    .selectFrom('notice')
    .leftJoin('message', (join) =>
      join
        .onRef('message.office_id', '=', 'notice.office_id')
        .onRef('message.id', '=', 'notice.message_id'),
    )
    .select(['notice.id', 'notice.name', 'notice.obligation_id as obligationId'])
    .select(['notice.planned_for as plannedFor', 'message.sent_at as sentAt', 'message.subject'])
    .select(['message.state', 'message.inside', 'message.to_address as to'])
    .select(['notice.why as leftOutWhy', 'message.why as mailWhy'])
    .select((eb) => eb('notice.given_back_at', 'is not', null).as('givenBack'))
    .where('notice.office_id', '=', officeId)
    .where('notice.agency_id', '=', about.agencyId)
    .where((eb) => eb('notice.obligation_id', '=', anyOf(about.obligationIds)))
    .orderBy('notice.ordinal')
    .execute();
  const waiting = rows.filter(({ state, leftOutWhy }) => leftOutWhy === null && WAITS.has(state));
  const stories = await noticeStories(scope, [
    ...new Set(waiting.flatMap(({ obligationId }) => obligationId ?? [])),
  ]);
  const waits = new Set(waiting.map(({ id }) => id));
  return rows.map(({ id, plannedFor, sentAt, state, inside, leftOutWhy, mailWhy, ...given }) => {
    const { givenBack, ...row } = given;
    const standing = {
      state: state ?? ('none' as const),
      inside: inside ?? false,
      why: leftOutWhy ?? mailWhy,
      leftOut: leftOutWhy !== null,
      givenBack: Boolean(givenBack),
    };
    return {
      kind: 'mail',
      ...row,
      at: sentAt ?? plannedFor,
      story: (waits.has(id) ? stories.get(id)?.state : undefined) ?? standingOf(standing),
      why: (waits.has(id) ? stories.get(id)?.why : undefined) ?? reasonOfStanding(standing),
    };
  });
}

async function callsOf({ trx, officeId }: Reading, about: About): Promise<readonly StoryEntry[]> {
  const rows = await trx
    .selectFrom('call')
    .leftJoin('staff', (join) =>
      join.onRef('staff.office_id', '=', 'call.office_id').onRef('staff.id', '=', 'call.by_staff'),
    )
    .select(['call.at', 'call.answered', 'call.promised_day as promisedDay', 'staff.name as by'])
    .select('call.obligation_id as obligationId')
    .where('call.office_id', '=', officeId)
    .where((eb) => eb('call.obligation_id', '=', anyOf(about.obligationIds)))
    .execute();
  return rows.map((row) => ({ kind: 'call', ...row, by: row.by ?? 'Cán bộ theo dõi' }));
}

async function versionsOf(
  { trx, officeId }: Reading,
  about: About,
): Promise<readonly StoryEntry[]> {
  const versions = await trx
    .selectFrom('submission')
    .select(['id', 'obligation_id as obligationId', 'version', 'received_at as at', 'nil'])
    .select(['sender_name as sender', 'document_number as document', 'nil_codes'])
    .where('office_id', '=', officeId)
    .where((eb) => eb('obligation_id', '=', anyOf(about.obligationIds)))
    .execute();
  if (versions.length === 0) return [];
  const files = await trx
    .selectFrom('attachment')
    .select(['id', 'submission_id', 'file_name as fileName'])
    .where('office_id', '=', officeId)
    .where((eb) => eb('submission_id', '=', anyOf(versions.map(({ id }) => id))))
    .orderBy('file_name')
    .execute();
  return versions.map(({ id, nil_codes: nilCodes, ...row }) => ({
    kind: 'version',
    ...row,
    nilCodes: nilCodes.length,
    attachments: files
      .filter((file) => file.submission_id === id)
      .map((file) => ({ id: file.id, fileName: file.fileName })),
  }));
}
