import { z } from 'zod';
import { Nothing, Onwards, route } from './route.js';

const Password = z.string().min(1, 'Cần nhập mật khẩu hiện tại').max(256);
const own = { roles: 'staff', ofOffice: false } as const;
/** Where the page sends the browser. */
const Address = z.object({ url: z.string() });

/** Routes of the sign-in by a provider of accounts (OpenID Connect), and of the link that it goes by. */
export const oidcRoutes = {
  /** What people call the provider; null where there is none. */
  provider: route('GET /api/sign-in/oidc', {
    roles: 'anyone',
    answer: z.object({ name: z.string().nullable() }),
  }),
  begin: route('POST /api/sign-in/oidc', { roles: 'anyone', answer: Address }),
  /** The way back from the provider; leads on to a page. */
  end: route('GET /api/auth/callback/:provider', {
    roles: 'anyone',
    params: z.object({ provider: z.string().max(100) }),
    answer: Onwards,
  }),
  link: route('GET /api/account/oidc', {
    ...own,
    answer: z.object({ name: z.string().nullable(), isLinked: z.boolean() }),
  }),
  beginLink: route('POST /api/account/oidc', {
    ...own,
    body: z.object({ password: Password }),
    answer: Address,
  }),
  endLink: route('POST /api/account/oidc/off', {
    ...own,
    body: z.object({ password: Password }),
    answer: Nothing,
  }),
} as const;
