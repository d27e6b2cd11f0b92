import { z } from 'zod';
import { route } from './route.js';

/** What programs of others are told about the API itself. */
export const openRoutes = {
  /** The description of every route, in OpenAPI 3.1. */
  description: route('GET /api/openapi.json', {
    roles: 'anyone',
    answer: z.record(z.string(), z.unknown()),
  }),
} as const;
