import { fold } from '../../domain/fold.js';
import { bodiesIn, type Body } from '../bodies.js';
import type { Block } from '../outline.js';
import { evidenceOf } from '../passage.js';
import { printsDay } from '../recurrence-rules.js';
import { isDated, isOpen, type Duty } from './duty.js';
import { labelledBodies, OWES, RECEIVES } from './labelled-lines.js';

/**
 * The reports with who owes them and who receives them, where other lines of their part of the document say
 * so: "3. Đơn vị báo cáo: UBND các xã", "1. Sở Y tế nhận báo cáo của …", or the sentence that announces them.
 */
export function withSaidElsewhere(
  duties: readonly Duty[],
  blocks: readonly Block[],
  source: string,
): Duty[] {
  const lines = blocks.map((block) => ({ block, ...evidenceOf(source, block.passage) }));
  const blockOf = ({ said }: Duty): Block | null =>
    lines.find(({ start, end }) => start <= said.start && said.start < end)?.block ?? null;
  const receivers = receiversOf(blocks);
  return announcedBy(duties, blockOf)
    .map((duty) => withLabels(duty, blockOf(duty), blocks, source))
    .map((duty) => withReceiver(duty, receivers));
}

/** What its own words leave out: who owes a report, or where it goes. */
function withLabels(
  duty: Duty,
  block: Block | null,
  blocks: readonly Block[],
  source: string,
): Duty {
  const needs = { owners: duty.owners.length === 0, receiver: isOpen(duty) };
  if (block === null || duty.what !== 'report' || !(needs.owners || needs.receiver)) return duty;
  const owners = needs.owners ? (ofHead(block) ?? nearest(block, blocks, OWES)) : null;
  const receivers = needs.receiver ? nearest(block, blocks, RECEIVES) : null;
  return {
    ...duty,
    ...(owners === null
      ? {}
      : {
          owners: owners.bodies,
          ownerPlaces: owners.bodies.map(({ start, end }) =>
            evidenceOf(source, owners.line.passage, start, end),
          ),
          inherited: true,
        }),
    ...(receivers === null ? {} : { recipients: receivers.bodies }),
  };
}

/** "II. CHẾ ĐỘ BÁO CÁO (đối với Ban CHQS các xã)": whose reports a head is about. */
const FOR_WHOM = /\((?:áp dụng )?(?:đối với|dành cho|của|cho) (?=[^()]{4,120}\)[.:]?$)/u;

function ofHead(block: Block): ReturnType<typeof labelledBodies> {
  for (let head = block.parent; head !== null; head = head.parent) {
    const found = labelledBodies([head], FOR_WHOM);
    if (found !== null) return found;
  }
  return null;
}

/** The line with a label that is nearest to a block: in its own list, else in the part around it. */
function nearest(
  block: Block,
  blocks: readonly Block[],
  label: RegExp,
): ReturnType<typeof labelledBodies> {
  for (let around = block.parent; ; around = around.parent) {
    const lines = blocks.filter(
      (other) =>
        other !== block &&
        other.section === block.section &&
        (around === null || isUnder(other, around)),
    );
    const found = labelledBodies(lines, label);
    if (found !== null || around === null) return found;
  }
}

function isUnder(block: Block, around: Block): boolean {
  for (let above = block.parent; above !== null; above = above.parent)
    if (above === around) return true;
  return false;
}

/** Who receives whose reports, in a sentence of its own. */
interface Receiver {
  readonly body: Body;
  readonly of: string;
}

/** "Sở Y tế nhận báo cáo của các đơn vị …", "Bộ Y tế (Cục …) là nơi nhận báo cáo của Sở Y tế". */
const RECEIVES_OF =
  /^\s*(?:\([^()]*\)\s*)?(?:là (?:nơi|cơ quan|đơn vị) )?(?:tiếp )?nhận (?:các )?báo cáo(?: định kỳ)? của (?<of>[^;.]{3,160})/u;

function receiversOf(blocks: readonly Block[]): Receiver[] {
  return blocks.flatMap(({ passage }) => {
    const [body] = bodiesIn(passage);
    if (body?.start !== 0) return [];
    const of = RECEIVES_OF.exec(passage.key.slice(body.end))?.groups?.['of'];
    return of === undefined ? [] : [{ body, of }];
  });
}

/** Words that say whose reports by a place of the document: all who are not named elsewhere. */
const BY_PLACE = /(?:quy định|nêu|nói) (?:tại|ở)|^các (?:đơn vị|cơ quan)/u;

function withReceiver(duty: Duty, receivers: readonly Receiver[]): Duty {
  if (receivers.length === 0 || !isOpen(duty) || duty.owners.length === 0 || duty.what === 'plan')
    return duty;
  const names = duty.owners.map(({ name }) => fold(name));
  const named = receivers.filter(({ of }) => names.every((name) => of.includes(name)));
  const others = receivers.filter(
    ({ of, body }) => BY_PLACE.test(of) && !names.includes(fold(body.name)),
  );
  const [receiver] = named.length > 0 ? named : others;
  const isSure = named.length === 1 || (named.length === 0 && others.length === 1);
  return isSure && receiver !== undefined ? { ...duty, recipients: [receiver.body] } : duty;
}

/**
 * "1. UBND cấp xã lập báo cáo định kỳ 6 tháng, năm. 2. Thời hạn gửi: ngày 20/6 đối với báo cáo 6 tháng …":
 * the line with the days is of those who are said to report, and both go to the same receiver.
 */
function announcedBy(
  duties: readonly Duty[],
  blockOf: (duty: Duty) => Block | null,
): readonly Duty[] {
  const whole = [...duties];
  for (const [index, announced] of duties.entries()) {
    const rules = announced.due.recurrence ?? [];
    if (announced.owners.length === 0 || rules.length === 0 || rules.some(printsDay)) continue;
    const every = new Set(rules.map((rule) => rule.every));
    const at = whole.findIndex(
      (other, place) =>
        place > index &&
        other.owners.length === 0 &&
        other.what === announced.what &&
        isDated(other) &&
        (other.due.recurrence ?? []).every((rule) => every.has(rule.every)) &&
        blockOf(other)?.parent === blockOf(announced)?.parent,
    );
    const dated = whole[at];
    if (dated === undefined) continue;
    const { owners, ownerPlaces, binding } = announced;
    whole[at] = { ...dated, owners, ownerPlaces, inherited: true, binding };
    if (isOpen(announced)) whole[index] = { ...announced, recipients: dated.recipients };
  }
  return whole;
}
