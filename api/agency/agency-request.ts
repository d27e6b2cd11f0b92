import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { ReportAttachment } from '../../domain/schemas/report-content.js';
import type { UploadedFile } from '../uploads.js';
import type { AgencyCaller } from '../../office/collection/agency-page.js';
import type { OfficeScope } from '../../office/scope.js';
import type { ServerDeps } from '../ports.js';
import type { PageRenderer } from './render.js';

/** A request of an agency whose session is open. */
export interface AgencyRequest {
  readonly who: AgencyCaller;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Keeps files before the act that takes them. */
  readonly keep: (files: readonly UploadedFile[]) => Promise<readonly ReportAttachment[]>;
  /** Runs an act in one transaction; a refusal rolls it back and is thrown. */
  readonly act: <T>(work: (scope: OfficeScope) => Promise<Result<T, RefusalCode>>) => Promise<T>;
}

export interface AgencyApp {
  readonly app: FastifyInstance;
  readonly deps: ServerDeps;
  readonly press: PageRenderer;
  /** Serves a page for whoever has a session; nobody else learns whether it exists. */
  readonly agencyRoute: (
    method: 'GET' | 'POST',
    path: string,
    handle: (at: AgencyRequest) => Promise<FastifyReply>,
    /** What is done with what was typed in a page whose session has ended; nothing is shown for it. */
    keepTyped?: (at: AgencyRequest) => Promise<void>,
  ) => void;
}
