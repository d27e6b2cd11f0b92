import type { TimelineEntry } from '../../contract/obligations.js';
import { rememberedTimetable } from '../../domain/ladder.js';
import { storyOfNotice } from '../../domain/explain/told-notice.js';
import type { MailFate } from '../../domain/explain/told-notice.js';
import type { StoryState } from '../../domain/explain/why-words.js';
import { actorNames } from '../audit/actor-names.js';
import { readableDetails } from '../audit/readable-details.js';
import type { OfficeScope } from '../scope.js';
import { obligationAround } from './mail-surroundings.js';
import { toldNotices } from './told-notices.js';

/** How a rung is shown that its mail, which did go, no longer told. */
const LEFT_OUT_AS: Readonly<Partial<Record<StoryState, MailFate>>> = {
  suppressed: 'suppressed',
  mayHaveGone: 'doubtful',
};

/** Every act on one obligation and every notice about it, in order of time. */
export async function timelineOf(
  scope: OfficeScope,
  obligationId: string,
): Promise<TimelineEntry[]> {
  const { trx: db, officeId } = scope;
  const found = await obligationAround(scope, obligationId);
  if (found === null) return [];
  const notices = await toldNotices(scope, obligationId);
  const at = { ...scope, timetableOf: rememberedTimetable(scope.settings) };
  const recorded = await db
    .selectFrom('audit')
    .select(['at', 'actor', 'act', 'details'])
    .where('office_id', '=', officeId)
    .where('subject', '=', `obligation:${obligationId}`)
    .orderBy('ordinal')
    .execute();
  const acts = await readableDetails(db, officeId, recorded);
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
    ...notices.map((notice) => {
      const story = storyOfNotice(notice, found.around, at);
      const { name, kind, why, subject, toName, toAddress, sentAt, response, attempts } = notice;
      return {
        kind: 'notice' as const,
        at: sentAt ?? notice.plannedFor,
        name,
        noticeKind: kind,
        // A rung left out of a mail that did go for another one was not sent, or may have been before.
        state: notice.state === 'sent' ? (LEFT_OUT_AS[story.state] ?? 'sent') : notice.state,
        story: story.state,
        why,
        explanation: story.why,
        subject,
        toName,
        toAddress,
        sentAt,
        response,
        attempts,
        replaces: [...notice.replaces],
        messageId: notice.messageId,
      };
    }),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
