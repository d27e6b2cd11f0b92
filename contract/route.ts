import { z } from 'zod';
import type { TokenScope } from '../domain/token-scope.js';
import type { Role } from './values.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One request the pages may make: where, by whom, with what, and what comes back. */
export interface Route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: Method;
  /** With `:name` for each of `params`. */
  readonly path: string;
  /** Who may ask; `anyone` needs no session, `staff` any role. */
  readonly roles: readonly Role[] | 'anyone' | 'staff';
  /** Whether it concerns one office, named by the header `x-office` or `?office=`. */
  readonly ofOffice: boolean;
  /** Whether it may be asked of a rehearsal too, which can otherwise only be read. */
  readonly inRehearsal: boolean;
  /** By a token of which scope programs may ask it; null: by none. */
  readonly token: TokenScope | null;
  readonly params: Params;
  readonly query: Query;
  /** JSON; with `upload`, the text fields of a multipart form. */
  readonly body: Body;
  readonly upload: Upload | null;
  /** `File`: the answer is a download and not JSON. */
  readonly answer: Answer;
}

/** The files that come with a form; the form field is always named `file`. */
export interface Upload {
  readonly maxBytes: number;
  readonly maxFiles: number;
  readonly required: boolean;
  readonly accept: readonly string[];
}

export const Nothing = z.object({});
export type Nothing = z.infer<typeof Nothing>;

/** Marks an answer that is a file. */
export const File = z.literal('file');

/** Marks an answer that leads the browser on to a page. */
export const Onwards = z.literal('onwards');

interface RouteOptions<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly roles: readonly Role[] | 'anyone' | 'staff';
  readonly ofOffice?: boolean;
  readonly inRehearsal?: boolean;
  readonly token?: TokenScope;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly upload?: Upload;
  readonly answer: Answer;
}

/** Declares a route: `route('GET /api/plans', { roles: 'staff', answer })`; its head stays a literal, by which the pages find its types. */
export function route<
  const Head extends `${Method} /${string}`,
  Answer extends z.ZodType,
  Params extends z.ZodType = typeof Nothing,
  Query extends z.ZodType = typeof Nothing,
  Body extends z.ZodType = typeof Nothing,
>(
  head: Head,
  options: RouteOptions<Params, Query, Body, Answer>,
): Route<Params, Query, Body, Answer> & { readonly head: Head } {
  const [method, path] = head.split(' ') as [Method, string];
  return {
    head,
    method,
    path,
    roles: options.roles,
    ofOffice: options.ofOffice ?? options.roles !== 'anyone',
    inRehearsal: options.inRehearsal ?? method === 'GET',
    token: options.token ?? null,
    // Absent shapes are the empty object, which is what the type parameters then default to.
    params: options.params ?? (Nothing as unknown as Params),
    query: options.query ?? (Nothing as unknown as Query),
    body: options.body ?? (Nothing as unknown as Body),
    upload: options.upload ?? null,
    answer: options.answer,
  };
}
