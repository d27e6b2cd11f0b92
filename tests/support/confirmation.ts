import type { ConfirmationInput } from '../../domain/answers.js';
import { SHIPPED_CALENDAR } from '../../domain/calendar.js';
import { emptyDraft } from '../../domain/empty-draft.js';
import { DEFAULT_OFFICE_HOURS } from '../../domain/office-hours.js';
import type { PlanDraft } from '../../domain/schemas/plan-draft.js';

/** A plan of which nothing was read but its type and subject. */
export const EMPTY_DRAFT = emptyDraft({
  source: { file: 'ke-hoach.docx', sha256: '00', characters: 0, extractor: 'test' },
  type: 'KẾ HOẠCH',
  subject: 'Tháng hành động',
});

/** What a plan of 2026 is confirmed from, with the shipped calendar and hours, nothing answered, no agencies. */
export function confirmationOf(
  draft: Partial<PlanDraft>,
  more: Partial<ConfirmationInput> = {},
): ConfirmationInput {
  return {
    draft: { ...EMPTY_DRAFT, ...draft },
    answers: {},
    office: {
      name: 'UBND tỉnh Sông Hương',
      officerName: 'Cán bộ theo dõi',
      officerPhone: '0900 000 001',
      officerEmail: 'canbo@songhuong.example',
      placeOfIssue: 'Sông Hương',
    },
    calendar: SHIPPED_CALENDAR,
    hours: DEFAULT_OFFICE_HOURS,
    rollForward: true,
    agencies: [],
    year: 2026,
    ...more,
  };
}
