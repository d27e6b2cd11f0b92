import { z } from 'zod';
import { FormDefinition, TypedForm } from '../domain/schemas/form-definition.js';
import { route } from './route.js';
import { DayText, Id, InstantText, Reason } from './values.js';

/** A form in an answer: its domain shape trims what comes in, an answer is only held against it. */
const formAnswer = z.custom<FormDefinition>(
  (value) => TypedForm.safeParse(value).success,
  'not a form',
);

/** The form of a duty whose plan runs. */
export const RunningForm = z.object({
  requirementId: Id,
  reportName: z.string(),
  version: z.int(),
  form: formAnswer,
  /** How many of the latest reports were given with which version. */
  reports: z.array(z.object({ version: z.int(), reports: z.int() })),
});
export type RunningForm = z.infer<typeof RunningForm>;

/** A form of another duty, to make a new one of. */
export const EarlierForm = z.object({
  requirementId: Id,
  reportName: z.string(),
  planTitle: z.string(),
  createdAt: InstantText,
  /** Of its latest period that has begun: how many reports are in, and which days it is about. */
  reports: z.int(),
  periodFrom: DayText.nullable(),
  periodTo: DayText.nullable(),
  form: formAnswer,
});
export type EarlierForm = z.infer<typeof EarlierForm>;

/** A workbook whose first table of figures and units becomes a form. */
export const FORM_TEMPLATE_UPLOAD = {
  maxBytes: 5 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.xlsx', '.docx'],
} as const;

const params = z.object({ planId: Id });

export const formRoutes = {
  earlier: route('GET /api/forms', {
    roles: ['officer'],
    answer: z.object({ forms: z.array(EarlierForm) }),
  }),
  /** What a file says a form should be; nothing is kept. */
  fromFile: route('POST /api/forms/read', {
    roles: ['officer'],
    upload: FORM_TEMPLATE_UPLOAD,
    answer: z.object({ form: formAnswer }),
  }),
  running: route('GET /api/plans/:planId/forms', {
    roles: 'staff',
    params,
    answer: z.object({ forms: z.array(RunningForm) }),
  }),
  change: route('POST /api/plans/:planId/forms', {
    roles: ['officer'],
    params,
    body: z.object({
      requirementId: Id,
      /** The version that lay before the officer. */
      version: z.int().positive(),
      form: FormDefinition,
      reason: Reason,
    }),
    answer: z.object({ version: z.int() }),
  }),
} as const;
