import { z } from 'zod';
import { Signers } from './directory.js';
import { route } from './route.js';
import { ChosenPassword, Session } from './session.js';

/** What an office is set up with; the lines of a signer's capacity stand one under the other. */
export const SetUpOffice = z.object({
  name: z.string().trim().min(1, 'Cần ghi tên cơ quan').max(200),
  shortName: z.string().trim().min(1, 'Cần ghi tên viết tắt của người gửi').max(60),
  governingBody: z.string().trim().max(200).nullable(),
  placeOfIssue: z.string().trim().max(200).nullable(),
  signers: Signers,
});

/** The first administrator, who adds everybody else. */
export const FirstAdmin = z.object({
  name: z.string().trim().min(1, 'Cần ghi họ tên').max(200),
  email: z.email('Địa chỉ thư không đúng').max(254),
});

const Code = z.string().trim().min(1, 'Cần nhập mã thiết lập').max(100);

/** Routes of an installation without an office of its own; nobody has an account yet, so a printed code lets in. */
export const setUpRoutes = {
  /** `open`: an office may be set up here; `empty`: not even the sample office exists. */
  setUp: route('GET /api/set-up', {
    roles: 'anyone',
    answer: z.object({ open: z.boolean(), empty: z.boolean() }),
  }),
  setUpOffice: route('POST /api/set-up', {
    roles: 'anyone',
    body: z.object({
      code: Code,
      office: SetUpOffice,
      admin: FirstAdmin.extend({ password: ChosenPassword }),
    }),
    answer: Session,
  }),
  /** The fictional office to look around in; the set-up of one's own stays open. */
  setUpSample: route('POST /api/set-up/sample', {
    roles: 'anyone',
    body: z.object({ code: Code }),
    answer: z.object({
      signIn: z.array(z.object({ email: z.string(), password: z.string() })),
    }),
  }),
} as const;
