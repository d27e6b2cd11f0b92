import { z } from 'zod';
import { isOrganId } from '../domain/axis/organ-id.js';
import { MOST_STEPS } from '../domain/approval-route.js';
import { SECOND_FACTOR_FOR } from '../domain/second-factor.js';
import { ApprovalStep } from '../domain/schemas/office-settings.js';
import { OfficePapers } from '../domain/schemas/office-papers.js';
import { ContactView } from './obligations.js';
import { File, Nothing, route } from './route.js';
import {
  AgencyKindName,
  DayText,
  GivenDay,
  Id,
  InstantText,
  Next,
  PageQuery,
  Words,
} from './values.js';
import { watchers } from './watchers.js';

export const Agency = z.object({
  id: Id,
  name: z.string(),
  kind: AgencyKindName,
  tags: z.array(z.string()),
  standing: z.boolean(),
  binding: z.boolean(),
  /** By what the document axis knows it (QCVN 102:2016). */
  organId: z.string().nullable(),
  validFrom: DayText.nullable(),
  /** The last day of an agency that ends or has ended. */
  validTo: DayText.nullable(),
  /** Who took over from it. */
  successor: z.string().nullable(),
  /** Which agencies it was split into, and out of which it came. */
  splitInto: z.array(z.string()),
  splitFrom: z.array(z.string()),
  /** Under which code of the administrative units it is kept. */
  unit: z.string().nullable(),
  contacts: z.array(ContactView),
});

export type Agency = z.infer<typeof Agency>;

const Contact = z.object({
  role: z.enum(['mailbox', 'person', 'head']),
  name: z.string().trim().max(200).nullable(),
  email: z.email('Địa chỉ thư không đúng').max(254),
  phone: z.string().trim().max(40).nullable(),
});

const OrganId = z
  .string()
  .trim()
  .refine(isOrganId, { error: 'Mã định danh không đúng dạng, ví dụ 000.00.19.H26' });

/** An agency as an admin writes it; its contacts in the order in which they are tried. */
export const AgencyInput = z.object({
  name: z.string().trim().min(1, 'Cần ghi tên cơ quan').max(300),
  kind: AgencyKindName,
  tags: z.array(z.string().trim().min(1).max(100)).max(20),
  standing: z.boolean(),
  binding: z.boolean(),
  /** Left out: as it was. */
  organId: OrganId.nullable().optional(),
  contacts: z.array(Contact).max(10),
});

export type AgencyInput = z.infer<typeof AgencyInput>;

export const ImportAnswer = z.object({
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
});

export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** What ending an agency does to one duty; see `domain/closing-agency.ts`. */
export const ClosingEffect = z.object({
  cycleId: Id,
  cycleKey: z.string(),
  planTitle: z.string(),
  reportName: z.string(),
  targetAt: InstantText.nullable(),
  fate: z.enum(['stays', 'moves', 'joins', 'waived', 'kept']),
});

export type ClosingEffect = z.infer<typeof ClosingEffect>;

const Split = z.object({
  /** The first day on which there are several. */
  on: GivenDay,
  /** Those that came out of it, on the list already. */
  partIds: z.array(Id).min(1, 'Chưa chọn đơn vị mới').max(50),
  /** Whether it goes on beside them. */
  remains: z.boolean(),
  /** By duty: which parts owe it, where not all do. */
  chosen: z.record(Id, z.array(Id).max(50)),
});

/** What splitting an agency does to each duty; see `domain/split-agency.ts`. */
const SplitEffects = z.object({
  effects: z.array(
    z.object({
      obligationId: Id,
      planTitle: z.string(),
      reportName: z.string(),
      targetAt: InstantText.nullable(),
      fate: z.enum(['stays', 'splits', 'waived', 'kept']),
      /** Who owes it from then on; `joins`: with a report that the part owes already. */
      to: z.array(z.object({ agencyId: Id, joins: z.boolean() })),
    }),
  ),
  /** How many of its reports have come: they stay those of the whole agency. */
  received: z.int(),
  seen: z.string(),
});
export type SplitEffects = z.infer<typeof SplitEffects>;

const Closing = z.object({
  /** The first day on which it is no more. */
  on: GivenDay,
  successorId: Id.nullable(),
});

const agencyParams = z.object({ agencyId: Id });

/** How names that may be of the list were answered: an agency's id or `new`, by the name as it is compared; JSON text. */
const NameAnswers = z
  .string()
  .max(500_000)
  .transform((text, context): Record<string, string> => {
    try {
      return z.record(z.string(), z.string()).parse(JSON.parse(text));
    } catch {
      context.addIssue('Câu trả lời không đúng dạng');
      return z.NEVER;
    }
  });

const ImportForm = z.object({
  answers: NameAnswers.default({}),
  /** Mark of the effect that was shown: another one is not applied. */
  seen: z.string().max(200).optional(),
  /** Lines that cannot be taken were seen and are left out; without it such a list is refused whole. */
  leaveOut: z.stringbool().default(false),
});

/** What a list would change, before anything is done. */
export const ImportEffect = z.object({
  added: z.array(z.string()),
  /** The same with the line of each, its kind and where its mail would go. */
  addedLines: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      kind: AgencyKindName,
      addresses: z.array(z.string()),
    }),
  ),
  changed: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      fields: z.array(
        z.object({
          field: z.enum([
            'name',
            'unit',
            'kind',
            'tags',
            'binding',
            'organId',
            'mailboxes',
            'head',
            'phone',
          ]),
          before: z.string(),
          after: z.string(),
        }),
      ),
    }),
  ),
  unchanged: z.int(),
  /** Names so near to some of the list that a person has to say which is meant. */
  unsure: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      /** Under which it is answered. */
      key: z.string(),
      candidates: z.array(z.object({ id: Id, name: z.string() })),
    }),
  ),
  seen: z.string(),
});
export type ImportEffect = z.infer<typeof ImportEffect>;

/** Of which province the communes are brought in, and how doubtful names were answered. */
const UnitsForm = z.object({
  province: z.string().regex(/^\d{2}$/u, 'Chưa chọn tỉnh, thành phố'),
  answers: z.record(z.string(), z.string()).default({}),
});

/** The shipped list of administrative units. */
export const UnitsOffered = z.object({
  /** The day it was brought up to date, and what it follows. */
  asOf: DayText,
  basis: z.array(z.string()),
  provinces: z.array(z.object({ code: z.string(), name: z.string(), units: z.int() })),
  /** Which province the office seems to be of. */
  proposed: z.string().nullable(),
});
export type UnitsOffered = z.infer<typeof UnitsOffered>;

export const CSV_UPLOAD = {
  maxBytes: 2 * 1024 * 1024,
  maxFiles: 1,
  required: true,
  accept: ['.csv', '.xlsx'],
} as const;

const OfficeText = z.string().trim().max(200);

/** Who signs the office's papers; the lines of a capacity, "TL. CHỦ TỊCH" and "CHÁNH VĂN PHÒNG", stand one under the other. */
export const Signers = z
  .array(
    z.object({
      capacity: z.string().trim().min(1, 'Cần ghi quyền hạn, chức vụ').max(300),
      name: z.string().trim().min(1, 'Cần ghi họ tên').max(200),
    }),
  )
  .max(20);

/** What an office may set for itself. */
export const SettingsView = z.object({
  name: z.string(),
  shortName: z.string(),
  rollForward: z.boolean(),
  /** Minutes after midnight. */
  mailMinute: z.int().min(0).max(1439),
  lastMailMinute: z.int().min(0).max(1440),
  ministryAddress: z.email().nullable(),
  /** Whoever puts a list or a paper forward does not agree to it; null: not decided yet. */
  twoPersons: z.boolean().nullable(),
  /** A report counts in the consolidation once it is received, not only when accepted. */
  countSubmitted: z.boolean(),
  /** Whether an officer may send out a request that binds nobody by himself; left out: as it was. */
  askWithoutLeader: z.boolean().optional(),
  governingBody: OfficeText.nullable(),
  placeOfIssue: OfficeText.nullable(),
  signers: Signers,
  /** Công văn hướng dẫn: from which agencies know sender, domain and code. */
  guidance: z
    .object({
      number: z.string().trim().min(1, 'Cần ghi số, ký hiệu').max(100),
      issuedOn: GivenDay,
    })
    .nullable(),
  /** Whom a paper is put before, one after the other. */
  approvalSteps: z.array(ApprovalStep).min(1).max(MOST_STEPS).optional(),
  /** What stands on its papers wherever a plan does not say it. */
  papers: OfficePapers.optional(),
  /** The leader agrees and signs in the document system only. */
  leaderSignsOutside: z.boolean().optional(),
  /** Who is mailed the register of each month. */
  overviewReaders: z.array(Id).max(50, 'Chọn nhiều nhất 50 người').optional(),
  /** Who comes in with a code besides the password. */
  secondFactor: z.enum(SECOND_FACTOR_FOR).optional(),
  /** How many months after a plan is over its personal data stay; null: not decided, they stay. */
  dataTermMonths: z
    .int('Cần ghi số tháng, từ 12 trở lên')
    .min(12, 'Cần ghi số tháng, từ 12 trở lên')
    .max(1200)
    .nullable()
    .optional(),
  /** Mã định danh of this office on the document axis. */
  organId: OrganId.nullable().optional(),
  /** The same of offices above, by their names. */
  organs: z
    .array(
      z.object({
        name: z.string().trim().min(1, 'Cần ghi tên cơ quan').max(300),
        organId: OrganId,
      }),
    )
    .max(50)
    .optional(),
});

export type SettingsView = z.infer<typeof SettingsView>;

/** What is left out stays as it is, so that two who change different things keep both. */
const SettingsInput = SettingsView.partial().refine(
  ({ mailMinute = 0, lastMailMinute = Infinity }) => mailMinute < lastMailMinute,
  { path: ['lastMailMinute'], error: 'Giờ gửi thư cuối phải sau giờ gửi đầu' },
);

/** Routes of agencies with their contacts and links, and what an office sets for itself. */
export const directoryRoutes = {
  agencies: route('GET /api/agencies', {
    roles: 'staff',
    query: PageQuery.extend({ q: Words }),
    answer: z.object({ agencies: z.array(Agency), next: Next }),
  }),
  addAgency: route('POST /api/agencies', {
    roles: watchers,
    body: AgencyInput,
    answer: z.object({ agencyId: Id }),
  }),
  editAgency: route('PUT /api/agencies/:agencyId', {
    roles: watchers,
    params: agencyParams,
    body: AgencyInput,
    answer: Nothing,
  }),
  importAgencies: route('POST /api/agencies/import', {
    roles: watchers,
    upload: CSV_UPLOAD,
    body: ImportForm,
    answer: ImportAnswer,
  }),
  /** An empty list with its headings, for filling in. */
  importTemplate: route('GET /api/agencies/template', { roles: watchers, answer: File }),
  importEffect: route('POST /api/agencies/import/effect', {
    roles: watchers,
    upload: CSV_UPLOAD,
    body: ImportForm,
    answer: ImportEffect.extend({
      /** Lines that cannot be taken, with the cause. */
      wrong: z.array(z.object({ line: z.int(), problem: z.string() })),
    }),
  }),
  units: route('GET /api/agencies/units', { roles: watchers, answer: UnitsOffered }),
  /** What bringing in the communes of a province would do; `beyond` names the office's communes that are not among them. */
  unitsEffect: route('POST /api/agencies/units/effect', {
    roles: watchers,
    body: UnitsForm,
    answer: ImportEffect.extend({ beyond: z.array(z.string()) }),
  }),
  takeUnits: route('POST /api/agencies/units', {
    roles: watchers,
    body: UnitsForm.extend({ seen: z.string().max(200) }),
    answer: ImportAnswer,
  }),
  /** Sends the personal link to the registered mailbox, and nowhere else. */
  sendLink: route('POST /api/agencies/:agencyId/link', {
    roles: watchers,
    params: agencyParams,
    answer: Nothing,
  }),
  /** What ending an agency would do to what it owes; `seen` goes back with the act. */
  closingEffect: route('POST /api/agencies/:agencyId/closing/effect', {
    roles: watchers,
    params: agencyParams,
    body: Closing,
    answer: z.object({ effects: z.array(ClosingEffect), seen: z.string() }),
  }),
  /** Ends an agency on a day; `basis` is the paper that says so. */
  closeAgency: route('POST /api/agencies/:agencyId/closing', {
    roles: watchers,
    params: agencyParams,
    body: Closing.extend({
      basis: z.string().trim().min(1, 'Cần ghi văn bản làm căn cứ').max(300),
      seen: z.string().max(100).optional(),
    }),
    answer: Nothing,
  }),
  /** What splitting an agency would do to what it owes; `seen` goes back with the act. */
  splitEffect: route('POST /api/agencies/:agencyId/split/effect', {
    roles: watchers,
    params: agencyParams,
    body: Split,
    answer: SplitEffects,
  }),
  /** One agency becomes several; `basis` is the paper that says so. */
  splitAgency: route('POST /api/agencies/:agencyId/split', {
    roles: watchers,
    params: agencyParams,
    body: Split.extend({
      basis: z.string().trim().min(1, 'Cần ghi văn bản làm căn cứ').max(300),
      seen: z.string().max(100).optional(),
    }),
    answer: Nothing,
  }),
  reopenAgency: route('DELETE /api/agencies/:agencyId/closing', {
    roles: watchers,
    params: agencyParams,
    answer: Nothing,
  }),
  revokeLink: route('DELETE /api/agencies/:agencyId/link', {
    roles: watchers,
    params: agencyParams,
    answer: Nothing,
  }),
  /** Where the office above takes our reports; the link itself is told to nobody. */
  upwardLine: route('GET /api/upward-line', {
    roles: 'staff',
    answer: z.object({ address: z.string().nullable() }),
  }),
  setUpwardLine: route('PUT /api/upward-line', {
    roles: ['admin'],
    /** The link that the office above has sent; null takes it away. */
    body: z.object({ link: z.string().trim().max(2000).nullable() }),
    answer: Nothing,
  }),
  settings: route('GET /api/settings', { roles: 'staff', answer: SettingsView }),
  setSettings: route('PUT /api/settings', {
    roles: ['admin'],
    body: SettingsInput,
    answer: Nothing,
  }),
} as const;
