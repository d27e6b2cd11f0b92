import { z } from 'zod';
import { Nothing, route } from './route.js';
import { Session } from './session.js';

const Password = z.string().min(1, 'Cần nhập mật khẩu hiện tại').max(256);
/** Six digits of the telephone, or a recovery code. */
const Code = z.string().trim().min(1, 'Cần nhập mã').max(40);
const RecoveryCodes = z.array(z.string());

/** How one's own second factor stands. */
export const SecondFactorView = z.object({
  isOn: z.boolean(),
  /** Offices that ask it of oneself. */
  askedBy: z.array(z.string()),
  recoveryCodesLeft: z.int(),
});
export type SecondFactorView = z.infer<typeof SecondFactorView>;

/** What is shown once: a picture and the same secret in letters for the telephone, and codes for paper. */
export const Enrolment = z.object({
  /** SVG. */
  picture: z.string(),
  secret: z.string(),
  recoveryCodes: RecoveryCodes,
});
export type Enrolment = z.infer<typeof Enrolment>;

const own = { roles: 'staff', ofOffice: false } as const;

/** Routes of the second factor: at the sign-in, and on the page of one's account. */
export const secondFactorRoutes = {
  /** The second step of a sign-in that was answered SECOND_FACTOR_ASKED. */
  enterCode: route('POST /api/sign-in/code', {
    roles: 'anyone',
    body: z.object({ code: Code }),
    answer: Session,
  }),
  secondFactor: route('GET /api/second-factor', { ...own, answer: SecondFactorView }),
  beginEnrolment: route('POST /api/second-factor', {
    ...own,
    body: z.object({ password: Password }),
    answer: Enrolment,
  }),
  confirmEnrolment: route('POST /api/second-factor/confirm', {
    ...own,
    body: z.object({ code: Code }),
    answer: Nothing,
  }),
  newRecoveryCodes: route('POST /api/second-factor/recovery-codes', {
    ...own,
    body: z.object({ password: Password, code: Code }),
    answer: z.object({ recoveryCodes: RecoveryCodes }),
  }),
  endSecondFactor: route('POST /api/second-factor/off', {
    ...own,
    body: z.object({ password: Password, code: Code }),
    answer: Nothing,
  }),
} as const;
