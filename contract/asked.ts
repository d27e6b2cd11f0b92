import type { z } from 'zod';
import type { ROUTES } from './index.js';

/** What the pages may ask and what comes back, told from the declared routes; types alone, so that no validator reaches the browser. */
type Tables = typeof ROUTES;
type Declared = { [Area in keyof Tables]: Tables[Area][keyof Tables[Area]] }[keyof Tables];
type RouteAt<H extends Head> = Extract<Declared, { readonly head: H }>;

/** `GET /api/plans/:planId` and so on: exactly what the contract declares. */
export type Head = Declared['head'];
/** The heads that read. */
export type ReadHead = Extract<Head, `GET ${string}`>;

/** The answer of a route, as JSON gives it. */
export type AnswerOf<H extends Head> = z.output<RouteAt<H>['answer']>;

/** What goes with a request: `params` fill the `:names` of its path, a FormData carries files; nothing is left out that the route needs. */
export type Asked<H extends Head> = Needed<'params', z.input<RouteAt<H>['params']>> &
  Needed<'body', z.input<RouteAt<H>['body']>> & {
    readonly query?: {
      readonly [Name in keyof z.input<RouteAt<H>['query']>]?: string | number | null | undefined;
    };
  };

/** A part of a request that a route with nothing to say about it does without. */
type Needed<Part extends 'params' | 'body', Shape> = keyof Shape extends never
  ? { readonly [Name in Part]?: Part extends 'body' ? FormData : Shape }
  : string extends keyof Shape
    ? { readonly [Name in Part]?: Part extends 'body' ? FormData : Shape }
    : { readonly [Name in Part]: DeepReadonly<Shape> | (Part extends 'body' ? FormData : never) };

type DeepReadonly<T> = T extends readonly (infer Inner)[]
  ? readonly DeepReadonly<Inner>[]
  : T extends object
    ? { readonly [Name in keyof T]: DeepReadonly<T[Name]> }
    : T;
