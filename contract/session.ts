import { z } from 'zod';
import { passwordProblem } from '../domain/password-rule.js';
import { Nothing, route } from './route.js';
import { Id, InstantText, Role } from './values.js';

export const OfficeOfStaff = z.object({
  id: Id,
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(['live', 'rehearsal']),
  /** The office a rehearsal belongs to. */
  motherOfficeId: Id.nullable(),
  roles: z.array(Role),
  /** False for a rehearsal: its mother office may look, and delete it. */
  canWrite: z.boolean(),
  /** False while the office is being prepared: its mails stay inside. */
  open: z.boolean(),
  /** The office asks for a second factor that the person has not turned on: nothing can be done in it before. */
  mustEnrol: z.boolean(),
  /** Business time now. */
  now: InstantText,
});
export type OfficeOfStaff = z.infer<typeof OfficeOfStaff>;

export const Session = z.object({
  staff: z.object({ name: z.string(), email: z.string() }),
  /** Live offices first; requests go to the first unless `x-office` names another. */
  offices: z.array(OfficeOfStaff),
  /** Whether this installation has the built-in mailbox. */
  mailbox: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const SignIn = z.object({
  email: z.email('Địa chỉ thư không đúng').max(254),
  password: z.string().min(1, 'Cần nhập mật khẩu').max(256),
});
export type SignIn = z.infer<typeof SignIn>;

/** A password as its owner chooses it. */
export const ChosenPassword = z
  .string()
  .max(256)
  .superRefine((password, context) => {
    const problem = passwordProblem(password);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

export const NewPassword = z.object({
  current: z.string().min(1, 'Cần nhập mật khẩu hiện tại').max(256),
  next: ChosenPassword,
});
export type NewPassword = z.infer<typeof NewPassword>;

/** Why this installation polls and sends nothing, with the sentence that every page shows; null while it works. */
export const FenceAnswer = z.object({
  fence: z
    .object({
      why: z.enum(['byHand', 'restored', 'otherInstallation', 'moved', 'otherServer', 'older']),
      words: z.string(),
    })
    .nullable(),
});

/** A browser in which one is signed in. */
export const OwnSession = z.object({
  id: z.string(),
  startedAt: InstantText,
  endsAt: InstantText,
  address: z.string().nullable(),
  browser: z.string().nullable(),
  /** The one that asks. */
  isThis: z.boolean(),
});

export const sessionRoutes = {
  /** Where one is signed in, the latest first. */
  sessions: route('GET /api/sessions', {
    roles: 'staff',
    ofOffice: false,
    answer: z.object({ sessions: z.array(OwnSession) }),
  }),
  endSession: route('DELETE /api/sessions/:sessionId', {
    roles: 'staff',
    ofOffice: false,
    params: z.object({ sessionId: z.string().max(100) }),
    answer: Nothing,
  }),
  /** Mails a link to whoever has an account of this address; the answer is the same for everybody. */
  forgotten: route('POST /api/password/forgotten', {
    roles: 'anyone',
    body: z.object({ email: z.email('Địa chỉ thư không đúng').max(254) }),
    answer: Nothing,
  }),
  /** Another password by the link of such a mail. */
  chooseAnew: route('POST /api/password/reset', {
    roles: 'anyone',
    body: z.object({ token: z.string().max(300), password: ChosenPassword }),
    answer: Nothing,
  }),
  fence: route('GET /api/fence', { roles: 'anyone', answer: FenceAnswer }),
  signIn: route('POST /api/sign-in', { roles: 'anyone', body: SignIn, answer: Session }),
  signOut: route('POST /api/sign-out', { roles: 'anyone', answer: Nothing }),
  session: route('GET /api/session', { roles: 'staff', ofOffice: false, answer: Session }),
  password: route('POST /api/password', {
    roles: 'staff',
    ofOffice: false,
    body: NewPassword,
    answer: Nothing,
  }),
} as const;
