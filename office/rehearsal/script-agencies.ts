import { dayAt } from '../../domain/day.js';
import type { ScriptedAct } from '../../domain/rehearsal.js';
import { claimSent, requestExtension, submitReport } from '../collection/obligation-acts.js';
import type { OfficeScope } from '../scope.js';
import type { PlannedAct } from './planned-act.js';

/** The next act of the agencies' script that is still to come. */
export async function nextScripted(scope: OfficeScope): Promise<PlannedAct | null> {
  const row = await scope.trx
    .selectFrom('script_act')
    .innerJoin('obligation', (join) =>
      join
        .onRef('obligation.office_id', '=', 'script_act.office_id')
        .onRef('obligation.id', '=', 'script_act.obligation_id'),
    )
    .innerJoin('cycle', (join) =>
      join
        .onRef('cycle.office_id', '=', 'obligation.office_id')
        .onRef('cycle.id', '=', 'obligation.cycle_id'),
    )
    .select([
      'script_act.id as id',
      'script_act.at as at',
      'script_act.data as data',
      'obligation.id as obligation_id',
    ])
    .where('script_act.office_id', '=', scope.officeId)
    .where('script_act.done_at', 'is', null)
    .where('cycle.opened_at', 'is not', null)
    .orderBy('script_act.at')
    .orderBy('script_act.id')
    .executeTakeFirst();
  if (row === undefined) return null;
  const doing = row.data as unknown as ScriptedAct;
  const obligationId = row.obligation_id;
  return {
    at: row.at,
    what: doing.act,
    scriptId: row.id,
    perform: async (inner) => {
      switch (doing.act) {
        case 'submit':
          return submitReport(inner, {
            obligationId,
            content: { ...doing.form, channel: doing.channel, attachments: [] },
          });
        case 'claim':
          return claimSent(inner, {
            obligationId,
            documentNumber: doing.documentNumber,
            documentDate: dayAt(inner.now),
            signer: null,
            senderName: doing.senderName,
          });
        case 'requestExtension':
          return requestExtension(inner, {
            obligationId,
            wantedDay: doing.wantedDay,
            reason: doing.reason,
            requestedBy: 'Cán bộ tổng hợp',
          });
      }
    },
  };
}
