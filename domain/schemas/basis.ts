import { z } from 'zod';
import type { Day } from '../day.js';
import { givenDayOrNull } from '../day.js';

/** Checked, but kept as typed: what is stored is what comes back. */
export const DayText = z.custom<Day>(
  (value) => typeof value === 'string' && givenDayOrNull(value) !== null,
  'Ngày không đúng, hoặc năm ngoài 2000–2100',
);

/** A paper by its number and date. */
export const BasisOfPaper = z.object({
  kind: z.literal('document'),
  documentType: z.string().min(1, 'Chưa ghi loại văn bản').max(100),
  number: z.string().min(1, 'Chưa ghi số, ký hiệu').max(100),
  issuedOn: DayText,
  issuer: z.string().min(1, 'Chưa ghi cơ quan ban hành').max(500),
});

/** What a duty rests on that the plan does not print: a paper of its own, or somebody's word. */
export const Basis = z.discriminatedUnion('kind', [
  BasisOfPaper,
  z.object({
    kind: z.literal('directed'),
    by: z.string().min(1, 'Chưa ghi ai chỉ đạo').max(300),
    on: DayText,
  }),
]);
export type Basis = z.infer<typeof Basis>;
