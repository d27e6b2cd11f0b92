import {
  acceptReport,
  decideExtension,
  requestExtension,
  returnReport,
  submitReport,
} from '../../office/collection/obligation-acts.js';
import { approvePaper } from '../../office/paper/approval.js';
import { submitForApproval } from '../../office/paper/put-forward.js';
import { acknowledgePaper, numberPaper, releasePaper } from '../../office/paper/release.js';
import { releaseToHeads } from '../../office/cycle/cycle.js';
import type { Day } from '../../domain/day.js';
import { dayAt } from '../../domain/day.js';
import { obligationsOf, report } from './office.js';
import type { LivePlan } from './temporal-office.js';

/** What people of an office and its agencies do in a story, by the number of the agency. */
export interface People {
  /** Agencies send their reports, one after the other. */
  submit(...agencies: readonly number[]): Promise<void>;
  accept(...agencies: readonly number[]): Promise<void>;
  sendBack(agency: number, newDueDay: Day): Promise<void>;
  /** The agency asks and the officer grants. */
  extend(agency: number, until: Day): Promise<void>;
  /** The standing body enters its own figures. */
  enterOwnFigures(): Promise<void>;
  releaseToHeads(): Promise<void>;
  /** The consolidated report from draft to acknowledgement. */
  reportUp(): Promise<void>;
}

/** The people of a live plan; agency 1 is the first that owes. */
export async function peopleOf(plan: LivePlan): Promise<People> {
  const { office, act } = plan;
  const rows = await obligationsOf(office, plan.cycleId);
  const idOf = (agency: number): string => rows[agency]!.id;
  const submit = async (agency: number, channel: 'link' | 'officer'): Promise<void> => {
    await act(async (scope) =>
      submitReport(scope, {
        obligationId: idOf(agency),
        content: report({
          // With its document: what is asked for in halves wakes the workflow by days of its own.
          documentNumber: '12/BC-UBND',
          nil: true,
          figures: {},
          channel,
          narrative: {},
        }),
      }),
    );
  };
  const accept = async (agency: number): Promise<void> => {
    await act(async (scope) => acceptReport(scope, { obligationId: idOf(agency) }));
  };
  return {
    submit: async (...agencies) => {
      for (const agency of agencies) await submit(agency, 'link');
    },
    accept: async (...agencies) => {
      for (const agency of agencies) await accept(agency);
    },
    sendBack: async (agency, newDueDay) => {
      const reason = 'Thiếu số liệu, đề nghị rà soát và gửi lại.';
      await act(async (scope) =>
        returnReport(scope, { obligationId: idOf(agency), reason, newDueDay }),
      );
    },
    extend: async (agency, until) => {
      const { extensionId } = await act(async (scope) =>
        requestExtension(scope, {
          obligationId: idOf(agency),
          wantedDay: until,
          reason: 'Đang chờ số liệu',
          requestedBy: 'Cán bộ tổng hợp',
        }),
      );
      await act(async (scope) =>
        decideExtension(scope, { extensionId, grantedDay: until, answer: 'Đồng ý' }),
      );
    },
    enterOwnFigures: async () => {
      await submit(0, 'officer');
      await accept(0);
    },
    releaseToHeads: async () => {
      await act(async (scope) => releaseToHeads(scope, { cycleId: plan.cycleId }));
    },
    reportUp: async () => {
      const { id: documentId } = await office.ledger.db
        .selectFrom('document')
        .select('id')
        .where('office_id', '=', office.officeId)
        .where('cycle_id', '=', plan.cycleId)
        .where('kind', '=', 'consolidatedReport')
        .executeTakeFirstOrThrow();
      const { approver, clerk } = office.staff;
      await act(async (scope) => submitForApproval(scope, { documentId }));
      await act(async (scope) => approvePaper(scope, { documentId, staffId: approver }));
      await act(async (scope) =>
        numberPaper(scope, {
          documentId,
          number: '01/BC-UBND',
          issuedOn: dayAt(scope.now),
          signedPdf: { fileName: 'ban-ky.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
        }),
      );
      await act(async (scope) =>
        releasePaper(scope, { documentId, staffId: clerk, channel: 'document-system', copy: true }),
      );
      await act(async (scope) => acknowledgePaper(scope, { documentId, on: dayAt(scope.now) }));
    },
  };
}
