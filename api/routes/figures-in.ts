import type { FastifyInstance } from 'fastify';
import { DataValueSet } from '../../contract/cycles.js';
import { figuresInRoutes } from '../../contract/figures-in.js';
import type { FiguresTaken } from '../../contract/figures-in.js';
import type { GivenFigure } from '../../domain/figures-in.js';
import { ok } from '../../domain/result.js';
import type { ActResult } from '../../office/act-result.js';
import { givenInSet, takeFigures } from '../../office/cycle/figures-in.js';
import type { OfficeScope } from '../../office/scope.js';
import { figuresInFile } from '../list-file.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';
import type { RouteRequest } from '../serve.js';
import type { UploadedFile } from '../uploads.js';

/** Figures that come in from other programs and tables: shown first, then taken in one transaction. */
export function figuresInPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, figuresInRoutes.dataValueSet, async (asked) =>
    taken(asked, (scope) => givenInSet(scope, { cycleId: asked.params.cycleId, set: asked.body })),
  );

  serve(at, figuresInRoutes.file, async (asked) => {
    const file = found(asked.files[0]);
    if (file.fileName.toLowerCase().endsWith('.json')) {
      const set = setIn(file);
      return taken(asked, (scope) => givenInSet(scope, { cycleId: asked.params.cycleId, set }));
    }
    const given = await figuresInFile(file, deps.readSheet);
    return taken(asked, () => Promise.resolve(ok(given)));
  });
}

interface Asked {
  readonly cycleId: string;
}
interface How {
  readonly dryRun: 'true' | 'false';
  readonly leaveOut: 'true' | 'false';
  readonly seen?: string | undefined;
}

/** What a dry run found; thrown out of its transaction, so that nothing of it is kept. */
class OnlyTried extends Error {
  override readonly name = 'OnlyTried';
  readonly found: FiguresTaken;

  constructor(found: FiguresTaken) {
    super('only tried');
    this.found = found;
  }
}

async function taken(
  { act, params: { cycleId }, query, office }: RouteRequest<Asked, How, unknown>,
  read: (scope: OfficeScope) => ActResult<readonly GivenFigure[]>,
): Promise<FiguresTaken> {
  const dryRun = query.dryRun === 'true';
  try {
    return await act(async (scope) => {
      const given = await read(scope);
      if (!given.ok) return given;
      const result = await takeFigures(scope, {
        cycleId,
        given: given.value,
        senderName: office.staffName,
        leaveOut: query.leaveOut === 'true',
        dryRun,
        seen: query.seen ?? null,
      });
      if (result.ok && dryRun) throw new OnlyTried(result.value);
      return result;
    });
  } catch (error) {
    if (error instanceof OnlyTried) return error.found;
    throw error;
  }
}

function setIn({ bytes }: UploadedFile): DataValueSet {
  try {
    return DataValueSet.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new Refused('FIGURES_NO_SET');
  }
}
