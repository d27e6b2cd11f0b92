import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComparedTargetView } from '../../contract/programme.js';
import { shortDay } from '../format/day-text.js';
import { numberText } from '../format/number-text.js';
import { ToneBadge } from '../parts/tone-badge.js';

/** The targets by year as the plan states them, each stated value beside what stands. */
export function TargetsTable({ targets }: { readonly targets: readonly ComparedTargetView[] }) {
  const { t } = useTranslation('programme');
  return (
    <>
      <Table.ScrollContainer minWidth={260} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={6} className="number">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('year')}</Table.Th>
              <Table.Th>{t('stated')}</Table.Th>
              <Table.Th>{t('measured')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {targets.map((target) => (
              <Table.Tr key={`${String(target.year)}/${String(target.count)}`}>
                <Table.Td>{target.year ?? t('anyYear')}</Table.Td>
                <Table.Td>
                  <Stated target={target} />
                </Table.Td>
                <Table.Td>
                  <Measured target={target} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt="xs">
        {t('targetsNote')}
      </Text>
    </>
  );
}

function Stated({ target }: { readonly target: ComparedTargetView }) {
  const { t } = useTranslation('programme');
  const { count, percent, of, standing } = target;
  const values = [
    ...(count === null ? [] : [t('countUnits', { n: numberText(String(count)) })]),
    ...(percent === null ? [] : [`${numberText(String(percent))} %`]),
  ];
  return (
    <>
      {target.comparator === 'at_most' && `${t('atMost')} `}
      {values.join('; ')}
      {of !== null && standing !== null && of !== standing.units && (
        <Text size="xs" c="dimmed">
          {t('printedOf', { n: numberText(String(of)) })}
        </Text>
      )}
    </>
  );
}

function Measured({ target }: { readonly target: ComparedTargetView }) {
  const { t } = useTranslation('programme');
  const { standing, share, count, countMet, shareMet } = target;
  if (standing === null) return <Text size="sm">{t('ahead')}</Text>;
  const lacks = countMet === false && count !== null ? count - standing.recognised : 0;
  return (
    <>
      {standing.recognised}/{standing.units}
      {share !== null && ` (${numberText(share)} %)`}{' '}
      {countMet !== null && (
        <Verdict met={countMet}>
          {lacks > 0 ? t('lacking', { n: lacks }) : t(countMet ? 'met' : 'notMet')}
        </Verdict>
      )}{' '}
      {shareMet !== null && shareMet !== countMet && (
        <Verdict met={shareMet}>{`%: ${t(shareMet ? 'met' : 'notMet')}`}</Verdict>
      )}
      <Text size="xs" c="dimmed">
        {shortDay(standing.on)}
      </Text>
    </>
  );
}

function Verdict({ met, children }: { readonly met: boolean; readonly children: string }) {
  return <ToneBadge tone={met ? 'green' : 'amber'}>{children}</ToneBadge>;
}
