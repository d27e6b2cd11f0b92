import { storyOfNotice } from '../../domain/explain/told-notice.js';
import type { NoticeStory } from '../../domain/explain/told-notice.js';
import { rememberedTimetable } from '../../domain/ladder.js';
import type { OfficeScope } from '../scope.js';
import { obligationAround } from './mail-surroundings.js';
import { toldNotices } from './told-notices.js';

/**
 * How the notices of some duties stand, by their ids, as the page of each duty says it: what waits may be held by a
 * pause, by the mail server or by the hour, which its own row does not know. Some five statements a duty.
 */
export async function noticeStories(
  scope: OfficeScope,
  obligationIds: readonly string[],
): Promise<ReadonlyMap<string, NoticeStory>> {
  const at = { ...scope, timetableOf: rememberedTimetable(scope.settings) };
  const stories = new Map<string, NoticeStory>();
  for (const obligationId of obligationIds) {
    const found = await obligationAround(scope, obligationId);
    if (found === null) continue;
    for (const notice of await toldNotices(scope, obligationId)) {
      stories.set(notice.id, storyOfNotice(notice, found.around, at));
    }
  }
  return stories;
}
