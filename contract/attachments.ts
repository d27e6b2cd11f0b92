import { z } from 'zod';
import { REQUEST_FILES } from '../domain/request-files.js';
import { File, Nothing, route } from './route.js';
import { Id } from './values.js';

const ATTACHMENT_UPLOAD = { ...REQUEST_FILES, required: true } as const;

const PlanAttachment = z.object({
  id: Id,
  fileName: z.string(),
  /** In bytes. */
  size: z.int(),
});
export type PlanAttachment = z.infer<typeof PlanAttachment>;

const params = z.object({ planId: Id });
const one = z.object({ planId: Id, attachmentId: Id });

/** Routes of the files that go with a request: added and taken away while it is reviewed. */
export const attachmentRoutes = {
  list: route('GET /api/plans/:planId/attachments', {
    roles: 'staff',
    params,
    answer: z.object({ files: z.array(PlanAttachment) }),
  }),
  add: route('POST /api/plans/:planId/attachments', {
    roles: ['officer'],
    params,
    upload: ATTACHMENT_UPLOAD,
    answer: Nothing,
  }),
  file: route('GET /api/plans/:planId/attachments/:attachmentId', {
    roles: 'staff',
    params: one,
    answer: File,
  }),
  remove: route('DELETE /api/plans/:planId/attachments/:attachmentId', {
    roles: ['officer'],
    params: one,
    answer: Nothing,
  }),
} as const;
