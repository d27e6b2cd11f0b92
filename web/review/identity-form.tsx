import { LONGEST_SHORT_NAME, proposedShortName } from '../../domain/short-name.js';
import { Accordion, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOrNull } from '../../domain/day.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import type { ReviewEdits } from '../../domain/schemas/review-edits.js';
import { DayInput } from '../parts/day-input.js';
import { SourceButton } from './source-button.js';

type Identity = ConfirmedPlan['identity'];
type TextKey = {
  [Key in keyof Identity]-?: Identity[Key] extends string
    ? string extends Identity[Key]
      ? Key
      : never
    : never;
}[keyof Identity];
type BlankKey = 'number' | 'governingBody' | 'signerName' | 'trigger' | 'standingBody';
type LinesKey = 'signingCapacity' | 'distribution' | 'addressees';

/** Fields of the document that carry evidence of their own, by the draft's names. */
const SOURCES: Partial<Record<keyof Identity, string>> = {
  documentType: 'document.type',
  number: 'document.number',
  issuedOn: 'document.issuedOn',
  issuer: 'document.issuer',
  subject: 'document.subject',
  signerName: 'document.signer',
  placeOfIssue: 'document.place',
};

/** Who answers for the plan: the document, the contact person, the layout of its papers. */
export function IdentityForm({
  identity,
  onChange,
  onSource,
  hasSource,
  problemAt,
  isReadOnly,
  hasDocument,
}: {
  readonly identity: Identity;
  /** Only what is changed. */
  readonly onChange: (change: ReviewEdits['identity']) => void;
  readonly problemAt: (at: string) => string | undefined;
  readonly onSource: (about: string) => void;
  readonly hasSource: (about: string) => boolean;
  readonly isReadOnly: boolean;
  /** False for what was asked without any paper: nothing was printed, nothing is missing in print. */
  readonly hasDocument: boolean;
}) {
  const { t } = useTranslation('review');
  const source = (key: keyof Identity) => {
    const about = SOURCES[key];
    return about === undefined || !hasDocument ? null : (
      <SourceButton onClick={() => onSource(about)} disabled={!hasSource(about)} />
    );
  };
  const text = (key: TextKey, required = false) => (
    <div>
      <TextInput
        label={t(key)}
        required={required}
        maxLength={500}
        error={problemAt(`identity.${key}`)}
        value={identity[key]}
        onChange={(event) => onChange({ [key]: event.currentTarget.value })}
      />
      {source(key)}
    </div>
  );
  const blank = (key: BlankKey) => (
    <div>
      <TextInput
        label={t(key)}
        maxLength={500}
        error={problemAt(`identity.${key}`)}
        value={identity[key] ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ [key]: value === '' ? null : value });
        }}
      />
      {source(key)}
    </div>
  );
  const lines = (key: LinesKey) => (
    <Textarea
      label={t(key)}
      autosize
      minRows={2}
      value={identity[key].join('\n')}
      onChange={(event) => onChange({ [key]: event.currentTarget.value.split('\n') })}
      onBlur={() => onChange({ [key]: identity[key].filter((line) => line.trim() !== '') })}
    />
  );
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {blank('number')}
        <div>
          <DayInput
            label={t('issuedOn')}
            value={identity.issuedOn ?? ''}
            error={problemAt('identity.issuedOn')}
            onChange={(value) => onChange({ issuedOn: dayOrNull(value) })}
          />
          {source('issuedOn')}
        </div>
      </SimpleGrid>
      {text('issuer', true)}
      <div>
        <Textarea
          label={t('subject')}
          autosize
          minRows={2}
          required
          error={problemAt('identity.subject')}
          value={identity.subject}
          onChange={(event) => onChange({ subject: event.currentTarget.value })}
        />
        {source('subject')}
      </div>
      <TextInput
        label={t('shortName')}
        description={t('shortNameNote')}
        maxLength={LONGEST_SHORT_NAME}
        error={problemAt('identity.shortName')}
        value={identity.shortName ?? proposedShortName(identity.subject)}
        onChange={(event) => onChange({ shortName: event.currentTarget.value })}
      />
      {text('sendingBody', true)}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {text('unit')}
        {text('officerName')}
        {text('officerPhone')}
        {text('replyTo', true)}
      </SimpleGrid>
      <Accordion variant="contained" defaultValue={isReadOnly ? 'form' : null}>
        <Accordion.Item value="form">
          <Accordion.Control>{t('form')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                {text('documentType')}
                {blank('standingBody')}
                <TextInput
                  label={t('paperIssuer')}
                  maxLength={500}
                  value={identity.paperIssuer ?? identity.issuer}
                  onChange={(event) => onChange({ paperIssuer: event.currentTarget.value })}
                />
                {blank('governingBody')}
                {text('placeOfIssue')}
                {text('reportSymbol')}
                {text('letterSymbol')}
                {blank('signerName')}
                <Select
                  label={t('letterVerb')}
                  data={['đề nghị', 'yêu cầu']}
                  value={identity.letterVerb}
                  allowDeselect={false}
                  onChange={(value) =>
                    onChange({ letterVerb: value === 'yêu cầu' ? value : 'đề nghị' })
                  }
                />
              </SimpleGrid>
              {blank('trigger')}
              {lines('signingCapacity')}
              {lines('addressees')}
              {lines('distribution')}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
