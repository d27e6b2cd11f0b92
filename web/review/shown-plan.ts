import { withMovedDays } from '../../domain/review/moved-days.js';
import { editedForms } from '../../domain/review/review-edits.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';

/** The plan as the server last made it, with what is typed and still on its way to it. */
export function shownPlan(confirmed: ConfirmedPlan, edits: ReviewEdits): ConfirmedPlan {
  return {
    ...confirmed,
    ...(edits.window ?? {}),
    identity: Object.assign({ ...confirmed.identity }, edits.identity),
    agencyIds: edits.agencyIds ?? confirmed.agencyIds,
    forms: editedForms(confirmed.forms ?? [], edits),
    requirements: confirmed.requirements
      .filter(({ about = '' }) => !edits.removed.includes(about))
      .map((requirement) => {
        const change = edits.duties[requirement.about ?? ''] ?? {};
        const { reportName, channel, form, agencyIds, days = {} } = change;
        return {
          ...requirement,
          ...(reportName === undefined ? {} : { reportName }),
          ...(channel === undefined ? {} : { channel }),
          ...(form === undefined ? {} : { form }),
          ...(agencyIds === undefined ? {} : { agencyIds }),
          cycles: requirement.cycles.map((cycle) => withMovedDays(cycle, days[cycle.key] ?? {})),
        };
      }),
  };
}
