import { z } from 'zod';
import { Nothing, route } from './route.js';
import { Id } from './values.js';
import { watchers } from './watchers.js';

const Person = z.object({ id: Id, name: z.string(), phone: z.string().nullable() });

/** Who follows a plan: the officer whom its mails name, others beside him, and who may be chosen. */
export const PlanOfficersView = z.object({
  /** Null: nobody in particular; then it is every officer's. */
  named: Person.nullable(),
  beside: z.array(Person),
  officers: z.array(Person.pick({ id: true, name: true })),
});
export type PlanOfficersView = z.infer<typeof PlanOfficersView>;

const params = z.object({ planId: Id });

/** Routes of who follows a plan. */
export const planOfficerRoutes = {
  officers: route('GET /api/plans/:planId/officers', {
    roles: 'staff',
    params,
    answer: PlanOfficersView,
  }),
  assign: route('PUT /api/plans/:planId/officers', {
    roles: watchers,
    params,
    body: z.object({ namedId: Id, besideIds: z.array(Id).max(20) }),
    answer: Nothing,
  }),
} as const;
