import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProgrammeView } from '../../contract/programme.js';
import { AGENCY_KINDS } from '../../domain/agency-kinds.js';
import { folded } from '../../domain/folded.js';
import { useAct } from '../parts/act-dialog.js';
import { wordsFor } from '../parts/code-words.js';
import { EmptyNote } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useSend } from '../requests/use-read.js';

/** Opens the register of a plan for one of its targets, or says why that is not possible yet. */
export function OpenRegister({
  planId,
  view,
}: {
  readonly planId: string;
  readonly view: ProgrammeView;
}) {
  const { t } = useTranslation('programme');
  const open = useAct();
  const send = useSend();
  const { subjects, mayOpen } = view;
  if (!mayOpen) return <EmptyNote>{t('notYet')}</EmptyNote>;
  const [likeliest] = subjects;
  if (likeliest === undefined) return <EmptyNote>{t('noTargets')}</EmptyNote>;
  const start = () =>
    open({
      title: t('open'),
      intro: t('openIntro'),
      fields: [
        {
          kind: 'choice',
          name: 'subject',
          label: t('subject'),
          required: true,
          initial: likeliest,
          options: subjects.map((subject) => ({ value: subject, label: subject })),
        },
        {
          kind: 'choice',
          name: 'unitKind',
          label: t('unitKind'),
          required: true,
          initial: 'commune',
          options: AGENCY_KINDS.map((kind) => ({ value: kind, label: wordsFor('kind', kind) })),
        },
        {
          kind: 'text',
          name: 'indicator',
          label: t('indicator'),
          hint: t('indicatorHint'),
          required: false,
          initial: folded(likeliest).includes('khong ma tuy') ? 'COMM_FREE' : '',
        },
      ],
      run: (values) => {
        const indicator = values.text('indicator');
        return send('POST /api/plans/:planId/programme', {
          params: { planId },
          body: {
            subject: values.text('subject'),
            unitKind: AGENCY_KINDS.find((kind) => kind === values.text('unitKind')) ?? 'commune',
            indicator: indicator === '' ? null : indicator,
          },
        });
      },
    });
  return (
    <Panel>
      <EmptyNote>{t('none')}</EmptyNote>
      <Button onClick={start}>{t('open')}</Button>
    </Panel>
  );
}
