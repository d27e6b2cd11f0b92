import {
  Alert,
  Button,
  Checkbox,
  FileInput,
  Group,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperReport, ReportForm } from '../../contract/obligations.js';
import { dayOrNull } from '../../domain/day.js';
import { DayInput } from '../parts/day-input.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

const EMPTY: PaperReport = {
  figures: {},
  nilCodes: [],
  narrative: {},
  nil: false,
  secretPartApart: false,
  documentNumber: null,
  documentDate: null,
  signer: null,
  senderName: '',
};

/** The officer types in what came on paper. */
export function PaperReportPage() {
  const { obligationId } = useParams({ strict: false });
  const id = obligationId ?? '';
  const form = useRead('GET /api/obligations/:obligationId/form', {
    params: { obligationId: id },
  });
  return <Loaded query={form}>{(data) => <PaperReportForm id={id} form={data} />}</Loaded>;
}

function PaperReportForm({ id, form }: { readonly id: string; readonly form: ReportForm }) {
  const { t } = useTranslation(['obligation', 'common']);
  const send = useSend();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [report, setReport] = useState<PaperReport>({ ...EMPTY, ...form.claimed });
  const [files, setFiles] = useState<File[]>([]);
  const params = { obligationId: id };

  const submit = useMutation({
    mutationFn: () => {
      const body = new FormData();
      body.set('content', JSON.stringify(report));
      body.set('seen', String(form.version));
      for (const file of files) body.append('file', file);
      return send('POST /api/obligations/:obligationId/reports', {
        params,
        body,
      });
    },
    onSuccess: async ({ receiptCode }) => {
      notices.show({ message: t('obligation:submitted', { code: receiptCode }) });
      await client.invalidateQueries();
      await navigate({ to: '/obligations/$obligationId', params });
    },
  });
  const text = (key: 'documentNumber' | 'signer', label: string) => (
    <TextInput
      label={label}
      value={report[key] ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setReport({ ...report, [key]: value === '' ? null : value });
      }}
    />
  );

  return (
    <>
      <PageHead
        above={
          <PageLink to="/obligations/$obligationId" params={params}>
            {form.agency}
          </PageLink>
        }
        title={t('obligation:enterTitle', { agency: form.agency })}
        below={form.reportName}
      />
      <Text size="sm">
        {t('obligation:enterIntro')} {t('common:noSecrets')}
      </Text>
      <Panel>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
          {text('documentNumber', t('obligation:documentNumber'))}
          <DayInput
            label={t('obligation:documentDate')}
            value={report.documentDate ?? ''}
            onChange={(value) => setReport({ ...report, documentDate: dayOrNull(value) })}
          />
          {text('signer', t('obligation:signer'))}
          <TextInput
            label={t('obligation:senderName')}
            required
            value={report.senderName}
            onChange={(event) => setReport({ ...report, senderName: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Group gap="lg" mt="sm">
          <Checkbox
            label={t('obligation:nilAll')}
            checked={report.nil}
            onChange={(event) => setReport({ ...report, nil: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('obligation:secretApart')}
            checked={report.secretPartApart}
            onChange={(event) =>
              setReport({ ...report, secretPartApart: event.currentTarget.checked })
            }
          />
        </Group>
      </Panel>
      {!report.nil && (
        <>
          <Panel title={t('obligation:figures')}>
            <Figures form={form} report={report} onChange={setReport} />
          </Panel>
          <Panel title={t('obligation:narrative')}>
            <Stack gap="sm">
              {form.sections.map(({ key, heading }) => (
                <Textarea
                  key={key}
                  label={heading}
                  autosize
                  minRows={3}
                  maxLength={20_000}
                  value={report.narrative[key] ?? ''}
                  onChange={(event) =>
                    setReport({
                      ...report,
                      narrative: { ...report.narrative, [key]: event.currentTarget.value },
                    })
                  }
                />
              ))}
            </Stack>
          </Panel>
        </>
      )}
      <Panel>
        <FileInput
          label={t('obligation:files')}
          accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
          placeholder={t('common:chooseFile')}
          multiple
          clearable
          value={files}
          onChange={setFiles}
        />
      </Panel>
      {submit.error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {submit.error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button size="md" loading={submit.isPending} onClick={() => submit.mutate()}>
          {t('obligation:submit')}
        </Button>
      </Group>
    </>
  );
}

function Figures({
  form,
  report,
  onChange,
}: {
  readonly form: ReportForm;
  readonly report: PaperReport;
  readonly onChange: (report: PaperReport) => void;
}) {
  const { t } = useTranslation('obligation');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {form.indicators.map(({ code, label, unit }) => {
        const isNil = report.nilCodes.includes(code);
        return (
          <div key={code}>
            <TextInput
              label={`${label} (${unit})`}
              inputMode="decimal"
              disabled={isNil}
              value={report.figures[code] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                const { [code]: _replaced, ...others } = report.figures;
                onChange({
                  ...report,
                  figures: value === '' ? others : { ...others, [code]: value },
                });
              }}
            />
            <Checkbox
              size="xs"
              mt={4}
              label={t('nilTick')}
              aria-label={`${t('nilTick')}: ${label}`}
              checked={isNil}
              onChange={(event) => {
                const { [code]: _cleared, ...others } = report.figures;
                onChange(
                  event.currentTarget.checked
                    ? { ...report, figures: others, nilCodes: [...report.nilCodes, code] }
                    : { ...report, nilCodes: report.nilCodes.filter((other) => other !== code) },
                );
              }}
            />
          </div>
        );
      })}
    </SimpleGrid>
  );
}
